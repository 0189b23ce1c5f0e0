import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findMigrations } from '#adapters/engines';
import { connectDatabase } from '#adapters/postgres';
import { addApiKey } from '#access';
import { importFile, Mapping } from '#identify/sources';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { silentLog } from '#platform/logging';
import { type ClickhouseServer, startClickhouseServer } from '#test/clickhouse-server';
import { importNeeds } from './import-needs.ts';
import { type App, openApp } from './open-app.ts';
import { buildServer } from './serve.ts';

let folder: string;
let clickhouse: ClickhouseServer;
let app: App;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'chacun-servers-'));
  const name = `servers_${process.pid}`;
  const postgres = connectDatabase({ url: inject('postgresUrl'), connections: 1 });
  await sql.raw(`create database ${name}`).execute(postgres.db);
  await postgres.close();
  clickhouse = await startClickhouseServer(join(folder, 'clickhouse'));
  const environment = {
    DATABASE_URL: inject('postgresUrl').replace(/\/postgres$/, `/${name}`),
    CLICKHOUSE_URL: clickhouse.url,
  };
  const config = orThrow(readConfig(environment, { data: join(folder, 'data') }));
  app = orThrow(await openApp({ config, clock: systemClock, log: silentLog }));
});
afterAll(async () => {
  await app.close();
  await clickhouse.close();
  rmSync(folder, { recursive: true, force: true });
});

/** 90 orders of 30 people: n euros each, n from 1 to 90. */
const orders = Array.from(
  { length: 90 },
  (_, n) => `o${n};p${n % 30};2026-0${1 + (n % 9)}-05;A${n % 4};1;${n + 1}`,
);
const mapping = Mapping.parse({
  name: 'orders',
  source: 'shop',
  format: { kind: 'csv', delimiter: ';' },
  records: [
    {
      kind: 'orderLine',
      fields: {
        ...{ person: 'who', order: 'order', at: 'day', sku: 'sku', quantity: 'quantity', unitPrice: 'price' },
        currency: { constant: 'EUR' },
      },
    },
  ],
});

it('imports, counts and values on two servers as on its own engines', async () => {
  expect(existsSync(join(folder, 'data', 'postgres'))).toBe(false);
  const { postgres, clickhouse: tables } = findMigrations();
  expect(app.engines.migrated).toHaveLength(postgres.length + tables.length);
  const file = join(folder, 'orders.csv');
  writeFileSync(file, ['order;who;day;sku;quantity;price', ...orders].join('\n'));
  const receipt = orThrow(await importFile({ file, mapping }, importNeeds(app)));
  expect(receipt).toMatchObject({ read: 90, accepted: 90, rejected: 0 });

  const access = { db: app.engines.database.db, clock: systemClock };
  const { key } = await addApiKey({ name: 'test', role: 'admin', createdBy: null }, access);
  const server = await buildServer(app);
  const ask = async (method: 'GET' | 'POST', url: string, payload?: object) => {
    const headers = { authorization: `Bearer ${key}` };
    const reply = await server.inject({
      method,
      url: `/api/v1${url}`,
      headers,
      ...(payload ? { payload } : {}),
    });
    expect(reply.statusCode, `${url}: ${reply.body}`).toBeLessThan(300);
    return reply.json<Record<string, unknown>>();
  };
  expect(await ask('GET', '/history/summary')).toMatchObject({ lines: 90, orders: 90, customers: 30 });
  await app.start();
  const { jobId } = await ask('POST', '/value/refresh', {});
  const done = await app.jobs.wait(String(jobId));
  expect(done).toMatchObject({ state: 'done', result: { customers: 30 } });
  const [valued] = await app.engines.warehouse.query(
    'SELECT count() AS customers, toString(sum(net_sales)) AS net FROM customer_values',
  );
  expect(valued).toEqual({ customers: 30, net: '4095' });
  await server.close();
});
