import type { DatabaseSession } from '../database/index.ts';

/** What is not carried along: which migrations ran (the schema is made again), who works just now. */
const leftOut = ['schema_migration', 'platform.worker'];

/** Names as PostgreSQL reads them. */
export const quoted = (name: string) =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

export type PostgresTable = { readonly name: string; readonly columns: string[] };

/** The tables of the given schemas with the columns that are written (not those computed from others). */
export async function findTables(
  session: DatabaseSession,
  schemas: readonly string[],
): Promise<PostgresTable[]> {
  return session.run<PostgresTable>(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relpersistence <> 't' and n.nspname = any ($1)
       and n.nspname || '.' || c.relname <> all ($2)
     group by 1 order by 1`,
    [schemas, leftOut],
  );
}

export type Sequence = { readonly name: string; readonly last: number; readonly called: boolean };

/** Where the sequences of the given schemas are. */
export async function readSequences(
  session: DatabaseSession,
  schemas: readonly string[],
): Promise<Sequence[]> {
  const names = await session.run<{ name: string }>(
    `select schemaname || '.' || sequencename as name from pg_sequences where schemaname = any ($1) order by 1`,
    [schemas],
  );
  const sequences: Sequence[] = [];
  for (const { name } of names) {
    const [at] = await session.run<{ last: number; called: boolean }>(
      `select last_value as last, is_called as called from ${quoted(name)}`,
    );
    if (at !== undefined) sequences.push({ name, ...at });
  }
  return sequences;
}

/** The schemas the migrations make: all that a backup reads and a restore may replace. */
export function schemasOf(migrations: readonly { readonly sql: string }[]): string[] {
  return migrations.flatMap(({ sql }) =>
    [...sql.matchAll(/^\s*create schema (?:if not exists )?([a-z_]+)/gim)].flatMap((match) => match[1] ?? []),
  );
}
