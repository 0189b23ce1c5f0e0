import { appendFacts } from '#identify/history';
import type { Warehouse } from '#platform/warehouse';
import { type FactKind, factKinds } from './fact-text.ts';
import { knownLineBytes, noteSeenLines } from './known-lines.warehouse.ts';
import type { DecidedChunk } from './plan-chunk.ts';

/**
 * Writes a planned chunk's facts, and its lines as known, to the warehouse. Each insert carries a token of import and chunk:
 * the same chunk again, after a crash, changes nothing.
 */
export async function writeFacts(
  warehouse: Warehouse,
  decided: DecidedChunk,
  persons: ReadonlyMap<string, number>,
): Promise<void> {
  const {
    import: { importId, sourceId, options },
    chunk,
    parsed,
    decisions,
  } = decided;
  const of = { importId, sourceId, chunk };
  const { hashes } = parsed;
  if (options.dryRun) return noteSeenLines(warehouse, of, hashes);
  const token = (table: string) => `import:${importId}:${chunk}:${table}`;
  // All texts are made before the first wait: the map of persons goes on changing with the next chunk.
  const facts = (Object.keys(factKinds) as FactKind[]).map((kind) => ({
    table: factKinds[kind].table,
    rows: factRows(decided, kind, persons),
  }));
  for (const { table, rows } of facts)
    if (rows !== '') await appendFacts(warehouse, { table, rows, token: token(table) });
  const isAccepted = (index: number) => decisions.accepted[index] === 1;
  const bytes = knownLineBytes(of, hashes, decisions.occurrences, isAccepted);
  if (bytes.length > 0)
    await appendFacts(warehouse, {
      table: 'known_lines',
      rows: bytes,
      format: 'RowBinary',
      token: token('known_lines'),
    });
  await noteSeenLines(
    warehouse,
    of,
    decisions.counts.duplicate === 0 ? [] : hashes.filter((_, index) => !isAccepted(index)),
  );
}

function factRows(decided: DecidedChunk, kind: FactKind, persons: ReadonlyMap<string, number>): string {
  const {
    import: { importId, sourceId },
    chunk,
    parsed,
    decisions,
  } = decided;
  const { at, person, text } = parsed.facts[kind];
  let rows = '';
  for (let index = 0; index < text.length; index += 1) {
    const line = at[index] ?? 0;
    if (decisions.accepted[line] !== 1) continue;
    const key = person[index] ?? '';
    const personId = key === '' ? 0 : persons.get(key);
    if (personId === undefined) throw new Error(`The person of line ${parsed.lines[line]} was not stored.`);
    rows += `${personId}\t${sourceId}\t${text[index]}\t${importId}\t${chunk}\t${parsed.lines[line]}\n`;
  }
  return rows;
}
