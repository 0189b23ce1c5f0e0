/**
 * How fast people are taken in and derived into customers, chunk by chunk, against the floor of one COPY of the same records into a
 * bare table, in the same run: `npx tsx bench/people.ts [--people 100000] [--chunk 20000]`. Every third person of the second
 * source is one of the first. Memory must not grow with the number of people.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import {
  type AbsorbedPerson,
  absorbPeople,
  forgetPeopleOfImport,
  refreshCustomers,
} from '#identify/customers';
import { sql } from '#platform/database';
import { migrateDatabase, readMigrations } from '#platform/migrations';

const { values: options } = parseArgs({
  options: { people: { type: 'string', default: '100000' }, chunk: { type: 'string', default: '20000' } },
});
const size = Number(options.chunk);
const chunks = Math.ceil(Number(options.people) / size);
const at = new Date('2026-11-22T00:00:00Z');

function peopleOf(chunk: number): AbsorbedPerson[] {
  return Array.from({ length: size }, (_, place) => {
    const number = chunk * size + place;
    const who = chunk % 2 === 1 && place % 3 === 0 ? number - size : number;
    const fields = {
      ...{
        civility: who % 2 === 0 ? 'Mme' : 'M.',
        givenName: `Prénom${who % 997}`,
        familyName: `Nom${who % 5003}`,
      },
      ...{
        email: `p${who}@exemple.fr`,
        phone: `06${String(10_000_000 + who).slice(-8)}`,
        birthDate: '1980-02-03',
      },
      ...{
        street: `${who % 200} rue de la Paix`,
        postcode: String(10_000 + (who % 80_000)),
        city: `Ville ${who % 3000}`,
        country: 'FR',
      },
    };
    return { sourceKey: `k${number}`, line: number + 1, fields };
  });
}

const folder = mkdtempSync(join(tmpdir(), 'chacun-bench-'));
const postgres = await startEmbeddedPostgres(folder);
const server = connectDatabase({ url: postgres.url });
const { db } = server;
const totals = { floor: 0, taken: 0 };
try {
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  await sql`insert into identify.source (name, created_at) values ('shop', ${at}), ('web', ${at})`.execute(
    db,
  );
  await sql`create table bare (source_key text, line bigint, fields jsonb)`.execute(db);
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    const people = peopleOf(chunk);
    const start = performance.now();
    await server.copy(
      'bare',
      ['source_key', 'line', 'fields'],
      people.map((one) => [one.sourceKey, one.line, one.fields]),
    );
    const copied = performance.now();
    await db.transaction().execute(async (trx) => {
      const ids = await absorbPeople(trx, {
        sourceId: 1 + (chunk % 2),
        importId: 1 + (chunk % 2),
        chunk,
        at,
        people,
      });
      await refreshCustomers(trx, { personIds: [...ids.values()], at });
    });
    const taken = performance.now();
    totals.floor += copied - start;
    totals.taken += taken - copied;
    const memory = Math.round(process.memoryUsage().rss / 1_048_576);
    console.log(
      `chunk ${chunk}: COPY ${(copied - start).toFixed(0)} ms, taken in and derived ${(taken - copied).toFixed(0)} ms, RSS ${memory} MB`,
    );
  }
  const start = performance.now();
  let { remaining } = { remaining: 1 };
  while (remaining > 0)
    ({ remaining } = await db.transaction().execute((trx) => forgetPeopleOfImport(trx, { importId: 2, at })));
  const undone = (performance.now() - start) / 1000;
  const rate = Math.round((chunks * size) / (totals.taken / 1000));
  console.log(
    `people: ${rate} a second, ${(totals.taken / totals.floor).toFixed(1)} × one COPY of the same records; undo of the second source ${undone.toFixed(1)} s`,
  );
} finally {
  await server.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
