import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findMigrations } from '#adapters/engines';
import { type Letterbox, openLetterbox } from '#adapters/letterbox';
import { historySummary } from '#identify/history';
import type { RequestReply } from '#identify/requests/api';
import { createBackup, restoreBackup } from '#platform/backup';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { silentLog } from '#platform/logging';
import { findTexts } from '#test/find-texts';
import { copyInstallation } from '#test/installation';
import { answerRequest, ask, importLifeFile, liveWholeLife, lifeFiles, wilhelmine } from '#test/whole-life';
import { type App, openApp, openForRepair } from './open-app.ts';
import { buildServer } from './serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-erase-'));
const files = join(folder, 'files-of-the-shop');
let letterbox: Letterbox;
let app: App;
let server: FastifyInstance;
let customerId: number;

copyInstallation(inject('installation'), join(folder, 'data'));
const config = () =>
  orThrow(readConfig({ SMTP_URL: letterbox.url }, { data: join(folder, 'data'), port: 0 }));
async function open() {
  app = orThrow(await openApp({ config: config(), clock: systemClock, log: silentLog }));
  server = await buildServer(app);
  await app.start();
}
async function close() {
  await app.jobs.drain();
  await server.close();
  await app.close();
}
const held = () => ({
  db: app.engines.database.db,
  warehouse: app.engines.warehouse,
  files: [app.engines.folder.files],
});
const totals = async () => {
  const { db, warehouse } = held();
  const { persons: _p, knownCustomers: _k, imports: _i, ...kept } = await historySummary(warehouse, db);
  return kept;
};

beforeAll(async () => {
  letterbox = await openLetterbox({ folder: join(folder, 'letters') });
  await open();
  const follow = async (url: string) =>
    void (await server.inject({ url, headers: { 'user-agent': 'Firefox' } }));
  customerId = await liveWholeLife(app, { folder: files, letterbox, follow });
}, 180_000);
afterAll(async () => {
  await close();
  await letterbox.close();
  rmSync(folder, { recursive: true, force: true });
});

it('erases a person from every table of both engines and from the files, and keeps every total', async () => {
  await app.relay.flush();
  const before = await findTexts(held(), wilhelmine.texts);
  // The search finds what is there: in all these places, or it would prove nothing.
  const places = [
    ...['identify.person', 'identify.person_record', 'identify.person_key', 'identify.customer'],
    ...[
      'identify.consent',
      'identify.import_reject',
      'interact.message',
      'interact.proof',
      'interact.suppression',
      'identify.note',
    ],
    ...[
      'platform.job',
      'platform.outbox_refused',
      'platform.kept_reply',
      'customers',
      'events',
      'order_lines',
    ],
    join(app.engines.folder.files, 'imports'),
  ];
  expect(places.filter((place) => !before.some((found) => found.startsWith(place)))).toEqual([]);
  for (const text of wilhelmine.texts) expect(before.join('\n')).toContain(text);
  const summary = await totals();
  orThrow(
    await createBackup(
      { ...app.engines, migrations: findMigrations(), clock: systemClock, log: silentLog },
      { file: join(folder, 'before.tar.gz') },
    ),
  );

  const requestId = await answerRequest(app, { kind: 'erasure', customerId });
  await app.relay.flush();
  expect(await findTexts(held(), wilhelmine.texts)).toEqual([]);
  expect(await totals()).toEqual(summary);

  const proof = await ask<RequestReply>(app, 'GET', '/api/v1/requests/{requestId}', {
    params: { requestId },
  });
  expect(proof).toMatchObject({ state: 'done', customerName: null, details: {} });
  const erased = proof.steps.find(({ act }) => act === 'erased')?.details;
  expect(erased).toMatchObject({ person: 2, person_record: 2, consent: 3, import_reject: 2, order_lines: 2 });
  const list = readFileSync(join(folder, 'data', 'erasures.jsonl'), 'utf8');
  for (const text of wilhelmine.texts) expect(list.toLowerCase()).not.toContain(text);
});

it('does not let an old file bring her back, and counts her lines', async () => {
  const people = lifeFiles['people']?.lines ?? [];
  const [head = '', ...rest] = people;
  // The very same file is known already; the next day's says the same of her in another line.
  expect(await importLifeFile(app, files, 'people')).toMatchObject({ accepted: 0, duplicate: 31 });
  const moved = [
    head,
    ...rest.map((line) => line.replace('7 impasse', '9 impasse').replace(' rue Haute', ' rue Basse')),
  ];
  expect(await importLifeFile(app, files, 'people', moved)).toMatchObject({ accepted: 31, erased: 1 });
  // Another source, another key, the same e-mail; then a purchase under that key, which counts as nobody's.
  const list = ['mail;nom', `${wilhelmine.email.toUpperCase()};W. V.`, 'neuf@autre.example;Neuf'];
  expect(await importLifeFile(app, files, 'newsletter', list)).toMatchObject({ accepted: 2, erased: 1 });
  const orders = ['id;jour;art;qte;net;cout;mail', 'K-90417;2026-11-01;A1;1;5;2;'];
  expect(await importLifeFile(app, files, 'orders', orders)).toMatchObject({ accepted: 1, erased: 1 });
  await app.relay.flush();
  const tables = await findTexts({ ...held(), files: [] }, wilhelmine.texts);
  // An order's number is the shop's: this one is made of her key there, and leads to nobody here.
  expect(tables).toEqual(['order_lines: k-90417 (1)']);
  const [line] = await app.engines.warehouse.query(
    "SELECT person_id, net FROM order_lines WHERE order_key LIKE 'K-90417%'",
  );
  expect(line).toMatchObject({ person_id: 0 });
});

it('erases her again when a backup from before is restored', async () => {
  await close();
  const engines = orThrow(await openForRepair({ config: config(), log: silentLog }));
  orThrow(
    await restoreBackup(
      { ...engines, migrations: findMigrations() },
      { file: join(folder, 'before.tar.gz'), force: true },
    ),
  );
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from identify.customer where family_name = 'Vandermeersche'`.execute(
    engines.database.db,
  );
  expect(rows).toEqual([{ n: 1 }]);
  await engines.close();
  await open();
  await app.relay.flush();
  expect(
    await findTexts({ ...held(), files: [join(app.engines.folder.files, 'archives')] }, wilhelmine.texts),
  ).toEqual([]);
  const erasures = await sql`select state, subject from identify.erasure`.execute(held().db);
  expect(erasures.rows).toEqual([{ state: 'done', subject: null }]);
  expect(await importLifeFile(app, files, 'newsletter')).toMatchObject({ duplicate: 2 });
});
