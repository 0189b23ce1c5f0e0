import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { qualityModule } from '#identify/quality';
import { Mapping } from '#identify/sources';
import { type Clock, standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { createServer } from '#platform/http';
import { silentLog } from '#platform/logging';
import { openTestEngines, type TestEngines } from './engines.ts';
import { importAll, importNeeds } from './imports.ts';

/** The routes of quality on engines of a test, files to look at, and what was asked of the queue. */
export type QualityBoard = {
  readonly engines: TestEngines;
  readonly clock: Clock;
  /** What was asked of the queue, newest last. */
  readonly asked: { kind: string; payload: unknown; key: string | undefined }[];
  readonly module: ReturnType<typeof qualityModule>;
  ask(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object): Promise<Answer>;
  /** Imports lines as a file of people of the shop, and gives the number of the import. */
  load(...lines: string[]): Promise<number>;
  sourceId(): Promise<number>;
  /** Nobody is known any more and nothing was asked. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

// The body is whatever JSON the route answers; each test says what it expects of it.
type Answer = { status: number; body: ReturnType<typeof JSON.parse> };

const header = 'key,givenName,familyName,email,phone,street,postcode,city';
const mapping = Mapping.parse({
  name: 'people',
  source: 'shop',
  format: { kind: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', header: true },
  records: [{ kind: 'person', fields: Object.fromEntries(header.split(',').map((name) => [name, name])) }],
});

/** Opens it. Call in `beforeAll`, close in `afterAll`. */
export async function openQualityBoard(): Promise<QualityBoard> {
  const engines = await openTestEngines();
  const clock = standingClock('2026-11-22T09:00:00Z');
  const asked: QualityBoard['asked'] = [];
  const jobs = {
    enqueue: async (kind: string, payload: unknown, options?: { key?: string }) =>
      `job-${asked.push({ kind, payload, key: options?.key })}`,
  };
  const module = qualityModule({ server: engines.database, clock, jobs });
  const server = await createServer({
    routes: module.routes ?? [],
    ...{ log: silentLog, version: '0', trustProxy: false },
    guard: {
      findActor: async () => ({ kind: 'api-key', id: 7, name: 'Ada', role: 'admin' }),
      may: () => true,
      isPermission: () => true,
      audit: async () => {},
    },
  });
  let files = 0;
  return {
    ...{ engines, clock, asked, module },
    ask: async (method, path, payload) => {
      const url = `/api/v1/quality${path}`;
      const reply = await server.inject({ method, url, ...(payload && { payload }) });
      return { status: reply.statusCode, body: reply.body === '' ? null : reply.json() };
    },
    load: async (...lines) => {
      files += 1;
      const file = join(engines.folder, `people-${files}.csv`);
      writeFileSync(file, [header, ...lines].join('\n'));
      return (await importAll(importNeeds(engines), file, mapping)).importId;
    },
    sourceId: async () => {
      const { rows } = await sql<{ id: number }>`select source_id as id from identify.source`.execute(
        engines.db,
      );
      return rows[0]?.id ?? 0;
    },
    forget: async () => {
      asked.length = 0;
      await sql`truncate identify.source, identify.person, identify.person_key, identify.crowded_key, identify.customer_of,
        identify.customer, platform.setting cascade`.execute(engines.db);
    },
    close: async () => {
      await server.close();
      await engines.close();
    },
  };
}

/** Three people of the shop, each with something to mend. */
export const anne = '1,Anne,Petit,anne@gmial.com,06 12 98 56 78,12 rue des Lilas,69100,Villeurbane';
export const bob = '2,Bob,XXX,ANNE@gmial.com,,,,';
export const carl = '3,Carl,Weber,info@weber.fr,12,,,';
