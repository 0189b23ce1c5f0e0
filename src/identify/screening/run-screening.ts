import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readHomeCountry } from '#identify/customers';
import { findUpload, openTable } from '#identify/sources';
import type { Clock } from '#platform/clock';
import { csvLine, csvStart } from '#platform/csv';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { formatDecimal, parseDecimal } from '#platform/money';
import type { ScreeningCounts } from './api.ts';
import { type DecideNeeds, decideLines } from './decide-lines.ts';
import { outsiderReader } from './line-keys.ts';
import {
  changeScreening,
  countKeysUsed,
  forgetKeys,
  readSalt,
  type Screening,
  type ScreenedFile,
} from './screenings.store.ts';

export type ScreeningNeeds = DecideNeeds & {
  readonly clock: Clock;
  /** Where files of people are kept. */
  readonly folder: string;
};

/** A list of which more than this share was used before under a licence for one use is that list. */
const usedShareMost = 0.5;

export const noLines: ScreeningCounts = {
  ...{ read: 0, new: 0, known: 0, alike: 0, opposed: 0, suppressed: 0, duplicate: 0, unusable: 0 },
};

/** Where results are. */
export const resultsFolder = (folder: string) => join(folder, 'screenings');

/** Where the result of a screening is. */
export const resultPath = (folder: string, screeningId: number) =>
  join(resultsFolder(folder), `${screeningId}.csv`);

/**
 * Reads the files of a screening line by line and says of each line whether it is new, a customer (which one), or excluded and why. The result is a CSV beside
 * the base's files; nobody of the files is stored. Refuses, leaving nothing, a list that was used before under a licence for one use.
 */
export async function runScreening(
  needs: ScreeningNeeds,
  screening: Screening,
  options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (counts: ScreeningCounts) => Promise<void>;
  } = {},
): Promise<Outcome<ScreeningCounts>> {
  const { db } = needs.server;
  const { screeningId } = screening;
  const path = resultPath(needs.folder, screeningId);
  await mkdir(resultsFolder(needs.folder), { recursive: true, mode: 0o700 });
  await forgetKeys(db, screeningId);
  await changeScreening(db, { screeningId, state: 'running' });
  const out = await open(`${path}.partial`, 'w', 0o600);
  const counts = { ...noLines };
  try {
    const salt = await readSalt(db, needs.clock.now());
    for (const [place, file] of screening.files.entries()) {
      const fault = await screenFile(
        needs,
        { screening, file, salt, isFirst: place === 0 },
        out,
        counts,
        options,
      );
      if (fault !== undefined) return await giveUp(needs, screeningId, `${path}.partial`, out, fault);
    }
    const { keys, used } = await countKeysUsed(db, screening);
    if (screening.licence.use === 'single' && used > keys * usedShareMost) {
      const { supplier, list } = screening.licence;
      const message = `${Math.round((100 * used) / keys)} % of this list was used before: ${list} of ${supplier} is licensed for one use.`;
      const fault = refuse('conflict', 'licence-used', message, { keys, used });
      return await giveUp(needs, screeningId, `${path}.partial`, out, fault);
    }
  } catch (error) {
    await out.close();
    await rm(`${path}.partial`, { force: true });
    throw error;
  }
  await out.close();
  await rename(`${path}.partial`, path);
  if (screening.licence.use === 'multiple') await forgetKeys(db, screeningId);
  const cost = formatDecimal((parseDecimal(screening.licence.costPerAddress) ?? 0n) * BigInt(counts.read));
  await changeScreening(db, { screeningId, state: 'done', counts, cost, endedAt: needs.clock.now() });
  return counts;
}

type Fault = ReturnType<typeof refuse>;

async function giveUp(
  needs: ScreeningNeeds,
  screeningId: number,
  partial: string,
  out: FileHandle,
  fault: Fault,
): Promise<Fault> {
  await out.close();
  await rm(partial, { force: true });
  const { db } = needs.server;
  await forgetKeys(db, screeningId);
  await changeScreening(db, {
    screeningId,
    state: 'failed',
    error: fault.message,
    endedAt: needs.clock.now(),
  });
  return fault;
}

async function screenFile(
  needs: ScreeningNeeds,
  of: { screening: Screening; file: ScreenedFile; salt: string; isFirst: boolean },
  out: FileHandle,
  counts: ScreeningCounts,
  options: {
    readonly signal?: AbortSignal;
    readonly onProgress?: (counts: ScreeningCounts) => Promise<void>;
  },
): Promise<Fault | undefined> {
  const found = await findUpload(of.file.fileId, { database: needs.server, folder: needs.folder });
  if (isRefusal(found)) return found;
  const table = await openTable(found.file.path);
  if (isRefusal(table)) return table;
  const missing = Object.values(of.file.columns).find((column) => !table.columns.includes(column));
  if (missing !== undefined)
    return refuse(
      'invalid',
      'column-missing',
      `${of.file.name} has no column ${missing}; it has ${table.columns.join(', ')}.`,
    );
  const head = csvLine(['file', 'decision', 'reason', 'customer', ...table.columns]);
  if (of.isFirst) await out.appendFile(csvStart + head);
  const read = outsiderReader(table.columns, of.file.columns, await readHomeCountry(needs.server.db));
  for await (const batch of table.batches) {
    options.signal?.throwIfAborted();
    const rows = batch.rows.filter((_, at) => !batch.faults.has(at));
    const decided = await decideLines(needs, of, rows.map(read));
    const lines = decided.map(({ decision, reason, customerId }, at) => {
      counts.read += 1;
      if (decision !== 'excluded') counts[decision] += 1;
      if (reason !== '') counts[reason] += 1;
      return csvLine([of.file.name, decision, reason, customerId, ...(rows[at] ?? [])]);
    });
    await out.appendFile(lines.join(''));
    await options.onProgress?.(counts);
  }
  return undefined;
}
