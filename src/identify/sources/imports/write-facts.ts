import { appendFacts } from '#identify/history';
import type { Warehouse } from '#platform/warehouse';
import { type FactKind, factKinds, factStart } from './fact-text.ts';
import { knownLineRows, noteSeenLines } from './known-lines.warehouse.ts';
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
    columns: parsed.facts[kind].columns,
    rows: factRows(decided, kind, persons),
  }));
  for (const { table, columns, rows } of facts)
    if (rows.length > 0) await appendFacts(warehouse, { table, columns, rows, token: token(table) });
  const { accepted, occurrences, counts } = decisions;
  const known = knownLineRows(of, hashes, occurrences, accepted);
  await appendFacts(warehouse, { table: 'known_lines', rows: known, token: token('known_lines') });
  const seen = counts.duplicate === 0 ? [] : hashes.filter((_, index) => accepted[index] !== 1);
  await noteSeenLines(warehouse, of, seen);
}

function factRows(decided: DecidedChunk, kind: FactKind, persons: ReadonlyMap<string, number>): Buffer {
  const {
    import: { importId, sourceId },
    parsed,
    decisions,
  } = decided;
  const facts = parsed.facts[kind];
  const starts = facts.persons.map((key) => {
    const personId = key === '' ? 0 : persons.get(key);
    // Whoever only refused or known lines speak of is not stored, and not written below either.
    return personId === undefined ? '' : factStart(personId, sourceId);
  });
  const unknown = facts.whose.some(
    (who, fact) => starts[who] === '' && decisions.accepted[facts.at[fact] ?? 0] === 1,
  );
  if (unknown) throw new Error(`A person of import ${importId} was not stored.`);
  return facts.write(decisions.accepted, starts);
}
