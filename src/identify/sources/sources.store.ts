import { type Database, sql } from '#platform/database';
import { Mapping } from './mapping/mapping.ts';

export type Source = { readonly sourceId: number; readonly name: string; readonly createdAt: Date };

/** A mapping as it is stored; a change is a new version, and imports keep the version they used. */
export type StoredMapping = {
  readonly mappingId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly name: string;
  readonly version: number;
  readonly definition: Mapping;
  readonly createdAt: Date;
};

/** The source of a name, made at its first mention. */
export async function ensureSource(db: Database, name: string, at: Date): Promise<Source> {
  await sql`insert into identify.source (name, created_at) values (${name}, ${at}) on conflict (name) do nothing`.execute(
    db,
  );
  const { rows } = await sql<Source>`
    select source_id as "sourceId", name, created_at as "createdAt" from identify.source where name = ${name}
  `.execute(db);
  const [source] = rows;
  if (source === undefined) throw new Error(`Source "${name}" could not be stored.`);
  return source;
}

/** Sources by name, after `after`, with their imports and persons counted. */
export async function listSources(
  db: Database,
  page: { readonly search?: string | undefined; readonly after?: string | undefined; readonly limit: number },
): Promise<(Source & { imports: number; persons: number; mappings: number })[]> {
  const { rows } = await sql<Source & { imports: number; persons: number; mappings: number }>`
    select s.source_id as "sourceId", s.name, s.created_at as "createdAt",
      (select count(*) from identify.import i where i.source_id = s.source_id and i.state = 'done') as imports,
      (select count(*) from identify.person p where p.source_id = s.source_id) as persons,
      (select count(distinct m.name) from identify.mapping m where m.source_id = s.source_id) as mappings
    from identify.source s
    where (${page.after ?? null}::text is null or s.name > ${page.after ?? null})
      and (${page.search ?? null}::text is null or strpos(lower(s.name), lower(${page.search ?? null})) > 0)
    order by s.name limit ${page.limit}
  `.execute(db);
  return rows;
}

const mappingColumns = sql`
  m.mapping_id as "mappingId", m.source_id as "sourceId", s.name as "sourceName", m.name, m.version, m.definition,
  m.created_at as "createdAt" from identify.mapping m join identify.source s using (source_id)`;

const parse = (row: StoredMapping): StoredMapping => ({ ...row, definition: Mapping.parse(row.definition) });

export async function findMapping(db: Database, mappingId: number): Promise<StoredMapping | undefined> {
  const { rows } =
    await sql<StoredMapping>`select ${mappingColumns} where m.mapping_id = ${mappingId}`.execute(db);
  return rows[0] && parse(rows[0]);
}

/** The latest version of each mapping, by source and name; `cursor` is the last one's "source\\nname". */
export async function listMappings(
  db: Database,
  page: {
    readonly sourceId?: number | undefined;
    readonly search?: string | undefined;
    readonly after?: readonly [string, string] | undefined;
    readonly limit: number;
  },
): Promise<StoredMapping[]> {
  const [source, name] = page.after ?? [null, null];
  const { rows } = await sql<StoredMapping>`
    select ${mappingColumns}
    where not exists (select from identify.mapping later
        where later.source_id = m.source_id and later.name = m.name and later.version > m.version)
      and (${page.sourceId ?? null}::int is null or m.source_id = ${page.sourceId ?? null})
      and (${source}::text is null or (s.name, m.name) > (${source}, ${name}))
      and (${page.search ?? null}::text is null
        or strpos(lower(s.name || ' ' || m.name), lower(${page.search ?? null})) > 0)
    order by s.name, m.name limit ${page.limit}
  `.execute(db);
  return rows.map(parse);
}

/** Stores a mapping as the next version of its name, unless it says the same as the latest. Answers the one that counts now. */
export async function insertMapping(
  trx: Database,
  input: { readonly sourceId: number; readonly definition: Mapping; readonly at: Date },
): Promise<StoredMapping> {
  const { sourceId, definition, at } = input;
  await sql`select from identify.source where source_id = ${sourceId} for update`.execute(trx);
  const latest = await sql<{ mappingId: number; version: number; same: boolean }>`
    select mapping_id as "mappingId", version, definition = ${JSON.stringify(definition)}::jsonb as same
    from identify.mapping where source_id = ${sourceId} and name = ${definition.name} order by version desc limit 1
  `.execute(trx);
  const [last] = latest.rows;
  const mappingId = last?.same
    ? last.mappingId
    : await sql<{ mappingId: number }>`
        insert into identify.mapping (source_id, name, version, definition, created_at)
        values (${sourceId}, ${definition.name}, ${(last?.version ?? 0) + 1}, ${JSON.stringify(definition)}::jsonb, ${at})
        returning mapping_id as "mappingId"
      `
        .execute(trx)
        .then(({ rows }) => rows[0]?.mappingId ?? 0);
  const stored = await findMapping(trx, mappingId);
  if (stored === undefined) throw new Error(`Mapping "${definition.name}" could not be stored.`);
  return stored;
}
