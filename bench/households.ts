/**
 * What working out households costs at a large size: everybody, then after one change, each against the floor of one pass of grouping
 * the same records by door in PostgreSQL, in the same run: `npx tsx bench/households.ts [--people 100000] [--changes 5]`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { absorbPeople, refreshCustomers } from '#identify/customers';
import { deriveHouseholds } from '#identify/households';
import { inTransaction, sql } from '#platform/database';
import { migrateDatabase, readMigrations } from '#platform/migrations';

const { values: options } = parseArgs({
  options: { people: { type: 'string', default: '100000' }, changes: { type: 'string', default: '5' } },
});
const people = Number(options.people);
const changes = Number(options.changes);
const chunk = 10_000;
const at = new Date('2026-11-22T00:00:00Z');

/** Two of three live two at a door; every tenth street is not known. */
function recordOf(who: number) {
  const door = who % 3 === 2 ? who - 1 : who;
  const where = { postcode: String(10_000 + (door % 80_000)), city: `Ville ${door % 3000}` };
  const street = who % 10 === 0 ? {} : { street: `${1 + (door % 200)} rue des Lilas ${door % 7001}` };
  return {
    ...{ givenName: `Prénom${who % 997}`, familyName: `Nom${door % 5003}`, email: `p${who}@exemple.fr` },
    ...{ ...street, ...where, country: 'FR' },
  };
}

const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
const postgres = await startEmbeddedPostgres(folder);
const server = connectDatabase({ url: postgres.url });
const { db } = server;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The least that must be read: every record, grouped by door. */
const floor = () =>
  sql`select count(*) from (select fields ->> 'street', fields ->> 'postcode', fields ->> 'city', fields ->> 'familyName',
    count(*) from identify.person_record group by 1, 2, 3, 4) doors`.execute(db);

const take = (ids: readonly number[], importId: number, moved: number) =>
  inTransaction(db, async (trx) => {
    const absorbed = await absorbPeople(trx, {
      ...{ sourceId: 1, importId, chunk: Math.floor((ids[0] ?? 0) / chunk), at },
      people: ids.map((who) => ({ sourceKey: `k${who}`, line: who + 1, fields: recordOf(who + moved) })),
    });
    await refreshCustomers(trx, { personIds: [...absorbed.values()], at });
  });

try {
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  await sql`insert into identify.source (name, created_at) values ('shop', ${at})`.execute(db);
  for (let from = 0; from < people; from += chunk)
    await take(
      Array.from({ length: Math.min(chunk, people - from) }, (_, place) => from + place),
      ...([1, 0] as const),
    );
  await sql`analyze`.execute(db);
  await floor();
  const floorMs: number[] = [];
  const changeMs: number[] = [];
  floorMs.push(await timed(floor));
  const everybodyMs = await timed(() => deriveHouseholds({ server }));
  for (let change = 0; change < changes; change += 1) {
    await take([change * 31], 2 + change, 5);
    floorMs.push(await timed(floor));
    changeMs.push(await timed(() => deriveHouseholds({ server })));
  }
  const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const [base, one] = [middle(floorMs), middle(changeMs)];
  const { rows } = await sql<{ households: number }>`
    select count(distinct household_id)::int as households from identify.household_of`.execute(db);
  process.stdout.write(
    `${people} people, ${rows[0]?.households ?? 0} households: everybody ${Math.round(everybodyMs)} ms, ${(everybodyMs / base).toFixed(1)} × one pass by door (${Math.round(base)} ms); one change ${Math.round(one)} ms, ${(one / base).toFixed(2)} ×\n`,
  );
} finally {
  await server.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
