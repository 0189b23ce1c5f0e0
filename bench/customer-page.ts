/**
 * How fast a customer's page and a search answer when the base is large, against the floor of the same engines in the same run:
 * `npx tsx bench/customer-page.ts [--customers 1000000] [--lines 20000000] [--pages 300] [--data FOLDER]`.
 * The floor is one point read in each engine: the golden row in PostgreSQL and the customer's lines in ClickHouse.
 * The page must stay within 60 ms at the 95th percentile.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWarehouse } from '#adapters/clickhouse';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { createStream, integer } from '#analytics/random';
import { valuePart } from '#differentiate/value';
import { companiesPart } from '#identify/companies';
import { consentsPart } from '#identify/consent';
import { customerPage, searchCustomers } from '#identify/customers';
import { dossierPart } from '#identify/dossier';
import { contactsPart, ordersPart, timeline } from '#identify/history';
import { householdPart } from '#identify/households';
import { duplicatesPart } from '#identify/review';
import { standingClock } from '#platform/clock';
import { type Database, sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { migrateDatabase, migrateWarehouse, readMigrations } from '#platform/migrations';
import type { Warehouse } from '#platform/warehouse';
import { sizeOptions, sizesOf } from './value-facts-setup.ts';

const { values: options } = parseArgs({
  options: {
    ...sizeOptions,
    pages: { type: 'string', default: '300' },
    data: { type: 'string' },
  },
});
const sizes = sizesOf(options);
const clock = standingClock('2026-11-22T00:00:00Z');

/** One person a customer, and one more for each tenth; written directly, as imports would leave them. */
async function generateState(db: Database): Promise<void> {
  const tenth = Math.trunc(sizes.customers / 10);
  await sql`drop index identify.customer_search`.execute(db);
  await sql`insert into identify.source (name, created_at) values ('shop', now())`.execute(db);
  await sql`
    insert into identify.person (source_id, source_key, created_at)
    select 1, 'k' || n, now() from generate_series(1, ${sizes.customers + tenth}::int) n`.execute(db);
  await sql`
    insert into identify.person_record (person_id, import_id, chunk, line, recorded_at, fields)
    select n, 1, 0, n, now(), jsonb_build_object('givenName', 'Prénom' || n % 997, 'familyName', 'Nom' || n % 50021, 'email', 'p' || n || '@exemple.fr')
    from generate_series(1, ${sizes.customers + tenth}::int) n`.execute(db);
  await sql`
    insert into identify.customer_of (person_id, customer_id)
    select ${sizes.customers}::int + n, n * 10 from generate_series(1, ${tenth}::int) n`.execute(db);
  await sql`
    insert into identify.customer (customer_id, given_name, family_name, email, lineage, persons, sources, sort_name, search_text,
      first_seen_at, changed_at, version)
    select n, 'Prénom' || n % 997, 'Nom' || n % 50021, 'p' || n || '@exemple.fr',
           jsonb_build_object('givenName', array[n, 1, n], 'familyName', array[n, 1, n], 'email', array[n, 1, n]),
           case when n % 10 = 0 then 2 else 1 end, array[1], 'nom' || n % 50021 || ' prenom' || n % 997,
           ' nom' || n % 50021 || ' prenom' || n % 997 || ' p' || n || ' 06' || lpad(n::text, 8, '0') || ' ', now(), now(), 1
    from generate_series(1, ${sizes.customers}::int) n`.execute(db);
  await sql`
    insert into identify.consent (person_id, channel, purpose, status, occurred_at, recorded_at, source)
    select n, 'email', 'marketing', 'granted', now(), now(), 'shop' from generate_series(1, ${sizes.customers}::int) n`.execute(
    db,
  );
  await sql`create index customer_search on identify.customer using gin (search_text gin_trgm_ops)`.execute(
    db,
  );
  await sql`analyze`.execute(db);
}

async function generateFacts(warehouse: Warehouse): Promise<void> {
  await warehouse.command(
    `INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, currency)
     SELECT 1 + cityHash64(number, 1) % {persons:UInt64} AS person, 1, concat('F', toString(person), '-', toString(number % 7)),
            toDateTime64('2024-11-23 00:00:00', 3, 'UTC') + toIntervalSecond(cityHash64(person, number % 7) % 62000000),
            concat('S', toString(cityHash64(number, 5) % 5000)), 1 + number % 3, 5 + cityHash64(number, 4) % 5000 / 100, 'EUR'
     FROM numbers({lines:UInt64})`,
    { lines: sizes.lines, persons: Math.trunc(sizes.customers * 1.1) },
  );
  await warehouse.command(
    `INSERT INTO contacts (person_id, campaign_key, channel, kind, message_id, occurred_at)
     SELECT 1 + cityHash64(number, 2) % {persons:UInt64}, concat('campaign:', toString(number % 20)), 'email',
            if(number % 4 = 0, 'opened', 'sent'), toString(number), toDateTime64('2025-11-23 00:00:00', 3, 'UTC') + toIntervalSecond(number % 30000000)
     FROM numbers({contacts:UInt64})`,
    { contacts: Math.trunc(sizes.lines / 4), persons: Math.trunc(sizes.customers * 1.1) },
  );
}

/** A year of monthly value snapshots, which the page tells the rank of over time. */
async function generateValues(db: Database, warehouse: Warehouse): Promise<void> {
  for (let month = 1; month <= 12; month += 1) {
    const { rows } = await sql<{ snapshot_id: number; as_of: string }>`
      insert into differentiate.value_snapshot (as_of, settings, currency, customers, state, created_at)
      values (make_date(2025, ${month}, 1), '{}', 'EUR', ${sizes.customers}, 'done', now())
      returning snapshot_id, to_char(as_of, 'YYYY-MM-DD') as as_of`.execute(db);
    await warehouse.command(
      `INSERT INTO customer_values (snapshot_id, as_of, customer_id, orders, net_sales, net_sales_12m, value_rank, rfm_segment, abc_class)
       SELECT {snapshot_id:UInt64}, toDateTime64({as_of:String}, 3, 'UTC'), number + 1, number % 9, number % 977, number % 499,
              1 + number % 5, 'loyal', 'A'
       FROM numbers({customers:UInt64})`,
      { ...rows[0], customers: sizes.customers },
    );
  }
}

/**
 * Milliseconds at the 50th and 95th percentile of `work` on customers drawn by a seeded generator, after ten to warm up; and the
 * mean processor time of this process (the warehouse included, PostgreSQL not), which a busy machine does not change.
 */
async function measure(
  name: string,
  work: (customerId: number) => Promise<unknown>,
): Promise<{ p50: number; p95: number }> {
  const draw = createStream(name);
  const times: number[] = [];
  let used = process.cpuUsage();
  for (let turn = -10; turn < Number(options.pages); turn += 1) {
    const customerId = integer(draw, 1, sizes.customers);
    if (turn === 0) used = process.cpuUsage();
    const start = performance.now();
    await work(customerId);
    if (turn >= 0) times.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(used);
  const cpu = (user + system) / 1000 / times.length;
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  const [p50, p95] = [at(0.5), at(0.95)];
  console.log(
    `${name.padEnd(28)} p50 ${p50.toFixed(1)} ms   p95 ${p95.toFixed(1)} ms   processor ${cpu.toFixed(1)} ms`,
  );
  return { p50, p95 };
}

const folder = options.data ?? mkdtempSync(join(tmpdir(), 'chacun-bench-'));
const isNew = !existsSync(join(folder, 'warehouse'));
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
const server = connectDatabase({ url: postgres.url });
const warehouse = await openWarehouse({ path: join(folder, 'warehouse') });
const { db } = server;
try {
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  await migrateWarehouse(server, warehouse, readMigrations('migrations/clickhouse'));
  if (isNew) await Promise.all([generateState(db), generateFacts(warehouse)]);
  const { rows: valued } = await sql`select from differentiate.value_snapshot limit 1`.execute(db);
  if (valued.length === 0) await generateValues(db, warehouse);
  console.log(
    `${sizes.customers} customers, ${sizes.lines} order lines, ${options.pages} readings of each kind`,
  );
  const floor = await measure('one read in each engine', (customerId) =>
    Promise.all([
      sql`select * from identify.customer where customer_id = ${customerId}`.execute(db),
      warehouse.query('SELECT * FROM order_lines WHERE person_id = {customerId:UInt64}', { customerId }),
    ]),
  );
  const parts = [
    consentsPart(db),
    ordersPart({ warehouse, clock }),
    contactsPart(warehouse),
    valuePart({ db, warehouse }),
    householdPart(db),
    companiesPart(db),
    duplicatesPart(db),
    dossierPart(db),
  ];
  const page = await measure('customer page', async (customerId) =>
    orThrow(await customerPage({ db, parts }, { customerId })),
  );
  for (const part of parts)
    await measure(`  part ${part.name} alone`, (customerId) =>
      part.read({ customerId, personIds: [customerId] }),
    );
  await measure('first page of the timeline', async (customerId) =>
    orThrow(await timeline({ db, warehouse }, { customerId, limit: 50 })),
  );
  const asked = { consentStatus: 'granted', sort: 'name', limit: 50 } as const;
  await measure('search by name', async (id) =>
    orThrow(await searchCustomers(db, { ...asked, search: `nom${id % 50021} prenom${id % 997}` })),
  );
  await measure('search by phone', async (id) =>
    orThrow(await searchCustomers(db, { ...asked, search: `06${String(id).padStart(8, '0')}` })),
  );
  await measure('list, first page', async () => orThrow(await searchCustomers(db, asked)));
  console.log(
    `customer page p95 ${page.p95.toFixed(1)} ms of 60 allowed; ${(page.p95 / floor.p95).toFixed(2)} × one read in each engine`,
  );
} finally {
  await warehouse.close();
  await server.close();
  await postgres.stop();
  if (options.data === undefined) rmSync(folder, { recursive: true, force: true });
}
