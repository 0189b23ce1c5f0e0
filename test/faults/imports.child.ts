import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase } from '#adapters/postgres';
import { importFile, Mapping } from '#identify/sources';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { migrateWarehouse, readMigrations } from '#platform/migrations';
import { importNeeds } from '#test/imports';

/** A process of its own that imports a file, to be killed; its warehouse is its own too. Or tells what a source holds. */
const [url = '', folder = '', act = '', source = '', file = '', mappingFile = ''] = process.argv.slice(2);
const database = connectDatabase({ url, connections: 4 });
const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

if (act === 'prepare') await migrateWarehouse(database, warehouse, readMigrations('migrations/clickhouse'));
if (act === 'import') {
  const mapping = Mapping.parse(JSON.parse(readFileSync(mappingFile, 'utf8')));
  const needs = importNeeds({ database, warehouse, folder });
  const receipt = orThrow(
    await importFile({ file, mapping, source, chunkRows: 1000 }, needs, ({ read }) => say({ read })),
  );
  const { importId: _, seconds: __, ...counts } = receipt;
  say({ counts });
}
if (act === 'holdings') say(await holdings(source));
await warehouse.close();
await database.close();

/** Sums over everything stored of a source (and told of its first import) in both engines, that any line lost, doubled or changed would change. */
async function holdings(name: string): Promise<unknown> {
  const state = await sql`
    with it as (select source_id, (select min(import_id) from identify.import i where i.source_id = s.source_id) as import_id from identify.source s where name = ${name})
    select
      (select jsonb_agg(jsonb_build_array(read, accepted, rejected, duplicate, repeats, state)) from identify.import join it using (source_id, import_id)) as imports,
      (select jsonb_build_array(sum(c.read), sum(c.accepted), sum(c.rejected), sum(c.repeats), bool_and(c.state = 'done'))
        from identify.import_chunk c join it using (import_id)) as chunks,
      (select jsonb_build_array(count(*), sum(hashtext(p.source_key))) from identify.person p join it using (source_id)) as persons,
      (select jsonb_build_array(count(*), sum(hashtext(p.source_key || r.line || r.fields::text)))
        from identify.person_record r join identify.person p using (person_id) join it using (source_id)) as records,
      (select jsonb_build_array(count(*), sum(hashtext(p.source_key || c.line || c.channel || c.status)))
        from identify.consent c join identify.person p using (person_id) join it using (source_id)) as consents,
      (select jsonb_build_array(count(*), sum(hashtext(r.line || r.code || r.content)))
        from identify.import_reject r join it using (import_id)) as rejects,
      (select source_id from it) as "sourceId"
  `.execute(database.db);
  const { sourceId, ...stored } = state.rows[0] as Record<string, unknown>;
  const { rows } = await sql<{ id: number; key: string }>`
    select person_id as id, source_key as key from identify.person where source_id = ${sourceId}
  `.execute(database.db);
  const keys = new Map(rows.map((row) => [row.id, row.key]));
  const facts = await warehouse.query<{ person: number; lines: number; net: string; hash: string }>(
    `SELECT person_id AS person, count() AS lines, toString(sum(net)) AS net, toString(sum(cityHash64(order_key, sku, quantity, ordered_at, line))) AS hash
     FROM order_lines WHERE source_id = {sourceId:UInt32} GROUP BY person_id`,
    { sourceId },
  );
  const known = await warehouse.query(
    `SELECT count() AS lines, toString(sum(cityHash64(line_hash, occurrence))) AS hash FROM known_lines WHERE source_id = {sourceId:UInt32}`,
    { sourceId },
  );
  const byKey = facts.map(({ person, ...sums }) => ({ key: keys.get(person) ?? '', ...sums }));
  return { ...stored, known, facts: byKey.toSorted((one, other) => (one.key < other.key ? -1 : 1)) };
}
