import { appendFacts } from '#identify/history';
import type { Warehouse } from '#platform/warehouse';
import { type FactKind, factKinds, factStart } from './fact-text.ts';
import { knownLineRows, noteSeenLines } from './known-lines.warehouse.ts';
import type { DecidedChunk } from './plan-chunk.ts';

/** One of the inserts a chunk is made of. The same token again changes nothing. */
export type ChunkInsert = {
  readonly table: string;
  /** Rows it brings. */
  readonly rows: number;
  append(token: string): Promise<void>;
};

/**
 * Writes a planned chunk's facts, and its lines as known, to the warehouse. Each insert carries a token of import and chunk:
 * the same chunk again, after a crash, changes nothing.
 */
export async function writeFacts(
  warehouse: Warehouse,
  decided: DecidedChunk,
  persons: ReadonlyMap<string, number>,
): Promise<void> {
  await writeInserts(decided, insertsOf(warehouse, decided, persons));
}

export async function writeInserts(
  { import: { importId }, chunk }: Pick<DecidedChunk, 'import' | 'chunk'>,
  inserts: readonly ChunkInsert[],
): Promise<void> {
  for (const { table, append } of inserts) await append(`import:${importId}:${chunk}:${table}`);
}

/** The inserts of a chunk in their order. All texts are made now: the map of persons goes on changing with the next chunk. */
export function insertsOf(
  warehouse: Warehouse,
  decided: DecidedChunk,
  persons: ReadonlyMap<string, number>,
): ChunkInsert[] {
  const {
    import: { importId, sourceId, options },
    chunk,
    parsed: { hashes, facts },
    decisions: { accepted, occurrences, counts },
  } = decided;
  const of = { importId, sourceId, chunk };
  const seenInsert = (seen: readonly string[]): ChunkInsert => ({
    table: 'seen_lines',
    rows: seen.length,
    append: (token) => noteSeenLines(warehouse, of, seen, token),
  });
  if (options.dryRun) return [seenInsert(hashes)];
  const inserts = (Object.keys(factKinds) as FactKind[]).flatMap((kind): ChunkInsert[] => {
    const { table } = factKinds[kind];
    const { columns } = facts[kind];
    const rows = factRows(decided, kind, persons);
    if (rows.length === 0) return [];
    const append = (token: string) => appendFacts(warehouse, { table, columns, rows, token });
    return [{ table, rows: linesIn(rows), append }];
  });
  const known = knownLineRows(of, hashes, occurrences, accepted);
  const seen = counts.duplicate === 0 ? [] : hashes.filter((_, index) => accepted[index] !== 1);
  return [
    ...inserts,
    {
      table: 'known_lines',
      rows: accepted.reduce((sum, one) => sum + (one === 1 ? 1 : 0), 0),
      append: (token) => appendFacts(warehouse, { table: 'known_lines', rows: known, token }),
    },
    seenInsert(seen),
  ];
}

/** Rows of TabSeparated text: each ends with a line feed, and none has another. */
function linesIn(text: Buffer): number {
  let lines = 0;
  for (let at = text.indexOf(10); at !== -1; at = text.indexOf(10, at + 1)) lines += 1;
  return lines;
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
