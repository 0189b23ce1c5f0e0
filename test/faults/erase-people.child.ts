import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createStream, integer } from '#analytics/random';
import { openApp } from '#app';
import type { RequestsReply } from '#identify/requests/api';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { silentLog } from '#platform/logging';
import { tellAll } from '#test/tell-all';
import { importAll, importNeeds } from '#test/imports';
import { ask, lifeFiles } from '#test/whole-life';

/**
 * The whole program in a process of its own, to be killed: `erase-people.child.ts DATABASE WAREHOUSE FOLDER PEOPLE FROM TO` (no warehouse: its own). Makes a shop of so many
 * people unless that is 0; erases those from one number up to another, each asked twice and each of that carried out twice; ends what was
 * begun; tells all that is held.
 */
const [url = '', warehouse = '', folder = '', ...numbers] = process.argv.slice(2);
const [people = 0, from = 0, to = 0] = numbers.map(Number);
const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);
mkdirSync(folder, { recursive: true });
const servers = { DATABASE_URL: url, ...(warehouse === '' ? {} : { CLICKHOUSE_URL: warehouse }) };
const config = orThrow(readConfig(servers, { data: join(folder, 'data'), port: 0 }));
const app = orThrow(await openApp({ config, clock: systemClock, log: silentLog }));
const { db } = app.engines.database;

if (people > 0) await live(people);
if (people === 0) for (let person = from; person < to; person += 1) await askErasure(person);
await app.start();
say({ begun: true });
if (people > 0)
  for (let person = from; person < to; person += 1) {
    await askErasure(person);
    await allEnded();
  }
await allEnded();
await app.relay.flush();
say(await tellAll({ db, warehouse: app.engines.warehouse }));
await app.close();

/** People of two records each, with purchases, calls, permissions and a refused line; every two share a phone. */
async function live(count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, person) => 1000 + person);
  // Imports speak to nobody here: what else is derived of them comes when it comes, and is not told.
  const needs = importNeeds({ ...app.engines, folder: app.engines.folder.files });
  const random = createStream('names');
  const letter = () => String.fromCharCode(97 + integer(random, 0, 25));
  const names = all.map(() => Array.from({ length: 8 }, letter).join(''));
  const nameOf = (n: number) => names[n - 1000] ?? '';
  const lines: Record<string, string[]> = {
    people: all.map(
      (n) =>
        `K-${n};Mme;${nameOf(n)};Van${nameOf(n)};z${n}@courriel.example;06 12 09 ${n % 2 === 0 ? n : n - 1};${n} impasse Haute;59000;Lille;CARTE-${n}`,
    ),
    newsletter: all.map((n) => `z${n}@courriel.example;${nameOf(n)}`),
    orders: all.flatMap((n) => [
      `K-${n};2026-02-03;A1;2;${n}.90;20;`,
      `K-${n};2026-06-14;A2;1;${n % 90}.95;8;`,
      `K-${n};2026-07-14;A2;1;pas un prix;8;z${n}@courriel.example`,
    ]),
    calls: all.map((n) => `K-${n};2026-05-05;${nameOf(n)} Van${nameOf(n)} a appelé`),
    consents: all.map((n) => `K-${n};2026-01-02;198.51.100.77`),
  };
  for (const [name, told] of Object.entries(lines)) {
    const { lines: [head = ''] = [], mapping } = lifeFiles[name] ?? {};
    if (mapping === undefined) throw new Error(`No file is called ${name}.`);
    const file = join(folder, `${name}.csv`);
    writeFileSync(file, `${[head, ...told].join('\n')}\n`);
    await importAll(needs, file, mapping);
  }
}

async function askErasure(person: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select coalesce(o.customer_id, p.person_id) as id from identify.person p left join identify.customer_of o using (person_id)
    where p.source_key = ${`K-${1000 + person}`}`.execute(db);
  const customerId = rows[0]?.id ?? 0;
  for (let time = 0; time < 2; time += 1) {
    const body = { kind: 'erasure', customerId };
    const { requestId } = await ask<{ requestId: number }>(app, 'POST', '/api/v1/requests', { body });
    const run = () => ask(app, 'POST', '/api/v1/requests/{requestId}/run', { params: { requestId } });
    await Promise.all([run(), run()]);
  }
}

async function allEnded(): Promise<void> {
  for (let left = 1; left > 0; ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const { items } = await ask<RequestsReply>(app, 'GET', '/api/v1/requests', { query: { state: 'live' } });
    left = items.length;
  }
}
