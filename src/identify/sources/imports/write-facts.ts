import { appendFacts } from '#identify/history';
import type { NativeBlock, Warehouse } from '#platform/warehouse';
import { type FactKind, factKinds } from './fact-kinds.ts';
import { knownLines, noteSeenLines } from './known-lines.warehouse.ts';
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

/** The inserts of a chunk in their order. All blocks are made now: the map of persons goes on changing with the next chunk. */
export function insertsOf(
  warehouse: Warehouse,
  decided: DecidedChunk,
  persons: ReadonlyMap<string, number>,
): ChunkInsert[] {
  const {
    import: { importId, sourceId, options },
    chunk,
    parsed: { hashes },
    decisions: { accepted, occurrences },
  } = decided;
  const of = { importId, sourceId, chunk };
  const seenInsert = (lines: readonly number[]): ChunkInsert => ({
    table: 'seen_lines',
    rows: lines.length,
    append: (token) => noteSeenLines(warehouse, of, hashes, lines, token),
  });
  const added: number[] = [];
  const passed: number[] = [];
  for (let line = 0; line < accepted.length; line += 1)
    (accepted[line] === 1 && !options.dryRun ? added : passed).push(line);
  if (options.dryRun) return [seenInsert(passed)];
  const inserts = (Object.keys(factKinds) as FactKind[]).flatMap((kind): ChunkInsert[] => {
    const { table } = factKinds[kind];
    const block = factBlock(decided, kind, persons);
    if (block.rows === 0) return [];
    const append = (token: string) => appendFacts(warehouse, { table, rows: block, token });
    return [{ table, rows: block.rows, append }];
  });
  const known = knownLines(of, hashes, occurrences, added);
  return [
    ...inserts,
    {
      table: 'known_lines',
      rows: added.length,
      append: (token) => appendFacts(warehouse, { table: 'known_lines', rows: known, token }),
    },
    seenInsert(passed),
  ];
}

function factBlock(decided: DecidedChunk, kind: FactKind, persons: ReadonlyMap<string, number>): NativeBlock {
  const { import: of, chunk, parsed, decisions } = decided;
  const facts = parsed.facts[kind];
  // Whoever only refused or known lines speak of is not stored, and not written below either.
  const ids = facts.persons.map((key) => (key === '' ? 0 : (persons.get(key) ?? -1)));
  const unknown = facts.whose.some(
    (who, fact) => ids[who] === -1 && decisions.accepted[facts.at[fact] ?? 0] === 1,
  );
  if (unknown) throw new Error(`A person of import ${of.importId} was not stored.`);
  return facts.write(decisions.accepted, ids, { sourceId: of.sourceId, importId: of.importId, chunk });
}
