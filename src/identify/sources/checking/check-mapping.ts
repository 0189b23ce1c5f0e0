import { isRefusal, type Outcome } from '#platform/errors';
import type { CheckBody, CheckReply } from '../api.ts';
import type { ImportNeeds } from '../imports/import.ts';
import { type CompiledMapping, compileMapping, readLine } from '../mapping/compile-mapping.ts';
import type { ReadRecord } from '../mapping/read-record.ts';
import { recordKinds } from '../mapping/record-kinds.ts';
import { openRows, type OpenRows } from '../reading/open-rows.ts';
import type { SourceFile } from '../reading/read-bytes.ts';
import { orUnreadable } from '../reading/unreadable.ts';
import type { z } from 'zod';
import { findUpload } from '../uploads/find-upload.ts';
import { problemOf } from './line-problem.ts';

/**
 * What a mapping would make of the first lines of an uploaded file: the first records as they would be stored, the first lines it
 * would refuse, and how many. Nothing is stored; whether lines are already known is not looked up. Refuses columns the
 * file does not have.
 */
export async function checkMapping(
  input: { readonly fileId: string } & z.output<typeof CheckBody>,
  needs: Pick<ImportNeeds, 'database' | 'folder'>,
): Promise<Outcome<CheckReply>> {
  const found = await findUpload(input.fileId, needs);
  if (isRefusal(found)) return found;
  return orUnreadable(found.file, () => checkFile(found.file, input));
}

/** The same for a file of this machine. Throws when it cannot be read at all. */
export async function checkFile(
  file: SourceFile,
  { mapping, lines, show }: z.output<typeof CheckBody>,
): Promise<Outcome<CheckReply>> {
  const rows = await openRows(file, mapping.format);
  if (isRefusal(rows)) return rows;
  try {
    const compiled = compileMapping(mapping, rows.columns, file.name);
    return isRefusal(compiled) ? compiled : await check(rows, compiled, { lines, show });
  } finally {
    await rows.batches.return(undefined);
  }
}

async function check(
  rows: OpenRows,
  mapping: CompiledMapping,
  { lines, show }: { readonly lines: number; readonly show: number },
): Promise<CheckReply> {
  const reply = { read: 0, accepted: 0, rejected: 0, whole: true, columns: [...rows.columns] };
  const first: CheckReply['first'] = [];
  const problems: CheckReply['problems'] = [];
  const reasons = createReasons();
  for await (const batch of rows.batches) {
    for (const [index, row] of batch.rows.entries()) {
      if (reply.read === lines) return { ...reply, whole: false, first, problems, reasons: reasons.all() };
      reply.read += 1;
      const line = batch.lines[index] ?? 0;
      const said = batch.faults.get(index) ?? readLine(mapping, row, line);
      if (Array.isArray(said)) {
        reply.accepted += 1;
        if (first.length < show) first.push({ line, records: said.map(recordView) });
      } else {
        reply.rejected += 1;
        reasons.add(said.code, said.column ?? null);
        if (problems.length < show) problems.push(problemOf({ line, fault: said, row }, rows.columns));
      }
    }
  }
  return { ...reply, first, problems, reasons: reasons.all() };
}

function recordView({ kind, values, other }: ReadRecord) {
  const names = Object.keys(recordKinds[kind].fields);
  const filled = names.flatMap((name, index) => (values[index] ? [[name, values[index]] as const] : []));
  return { kind, fields: Object.fromEntries(filled), other: other ?? {} };
}

function createReasons() {
  const counted = new Map<string, { code: string; column: string | null; lines: number }>();
  return {
    add: (code: string, column: string | null) => {
      const key = `${code} ${column ?? ''}`;
      const before = counted.get(key)?.lines ?? 0;
      counted.set(key, { code, column, lines: before + 1 });
    },
    all: () => [...counted.values()].sort((one, other) => other.lines - one.lines).slice(0, 100),
  };
}
