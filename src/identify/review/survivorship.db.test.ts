import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeSurvivorship, customerPage, previewSurvivorship } from '#identify/customers';
import type { Survivorship } from '#identify/customers/api';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { readDerivedIdentity } from '#test/derived-identity';
import { openTestEngines, type TestEngines } from '#test/engines';
import { readMarketRecords } from '#test/market-records';
import { makeMarketSources, takeRows } from '#test/market-rows';
import { runMatching } from './run-matching.ts';

let engines: TestEngines;
const at = new Date('2026-11-22T10:00:00Z');
const clock = standingClock(at);
const heard: unknown[] = [];
const needs = () => ({
  ...{ db: engines.db, clock },
  events: { say: async (_: unknown, name: string, payload: object) => void heard.push({ name, ...payload }) },
});
const match = (batch?: number) => runMatching({ server: engines.database, clock }, { by: 'test', batch });
const latest = { by: 'latest' } as const;
const delivered: Survivorship = {
  ...{ name: latest, address: latest, email: latest, phone: latest },
  ...{ birthDate: latest, cardNumber: latest, other: latest },
};
const shop: Survivorship = {
  ...delivered,
  name: { by: 'complete' },
  email: { by: 'trusted', sources: ['phone', 'shop'] },
  address: { by: 'agreed' },
};
const choose = async (rules: Survivorship) =>
  orThrow(await changeSurvivorship(needs(), { rules, by: 'Léa' })).unsettled;

beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
  const { rows } = readMarketRecords({ seed: 'survivorship', people: 500, until: '2026-11-22' });
  await takeRows(engines.db, rows, { importId: 1, chunk: 0, at });
  await match();
});
afterAll(() => engines.close());

/** Mail of every customer, and the source it was taken from. */
const mails = async () =>
  new Map(
    (
      await sql<{ id: number; email: string; source: string }>`
        select customer_id as id, email, s.name as source from identify.customer c
        join identify.person p on p.person_id = (c.lineage -> 'email' ->> 0)::bigint
        join identify.source s using (source_id) where email is not null`.execute(engines.db)
    ).rows.map((row) => [row.id, row]),
  );

it('other rules change what the preview counts, nobody’s identity, and give back what was when they go', async () => {
  const before = await readDerivedIdentity(engines.db);
  const was = await mails();
  const preview = orThrow(await previewSurvivorship(engines.db, shop));
  expect(preview.looked).toBe(preview.several);
  expect(preview.byPart['email']).toBeGreaterThan(5);
  expect(await readDerivedIdentity(engines.db)).toEqual(before);
  expect(await choose(shop)).toBe(preview.several);
  expect(heard.at(-1)).toMatchObject({ name: 'customers.changed', by: 'survivorship' });
  await match(70);
  const is = await mails();
  const moved = [...is].filter(([id, { email }]) => was.get(id)?.email !== email);
  expect(moved).toHaveLength(preview.byPart['email'] ?? 0);
  for (const [, { source }] of moved) expect(['phone', 'shop']).toContain(source);
  const [[customerId = 0] = []] = moved;
  const page = orThrow(await customerPage({ db: engines.db, parts: [] }, { customerId }));
  expect(page.fields.find(({ field }) => field === 'email')).toMatchObject({ rule: 'trusted' });
  await choose(delivered);
  await match();
  expect(await readDerivedIdentity(engines.db)).toEqual(before);
});

it('cut between two batches, goes on from there', async () => {
  await choose(shop);
  await match();
  const through = await readDerivedIdentity(engines.db);
  await choose(delivered);
  await match();
  await choose(shop);
  const cut = new AbortController();
  const onStep = async () => cut.abort(new Error('cut'));
  const run = { by: 'test', batch: 40, signal: cut.signal, onStep };
  await expect(runMatching({ server: engines.database, clock }, run)).rejects.toThrow('cut');
  expect(await readDerivedIdentity(engines.db)).not.toEqual(through);
  await match();
  expect(await readDerivedIdentity(engines.db)).toEqual(through);
});

it('refuses to trust a source that does not exist, and leaves the rules as they are', async () => {
  const rules: Survivorship = { ...shop, phone: { by: 'trusted', sources: ['nowhere'] } };
  const refusal = { code: 'no-such-source-name', details: { name: 'nowhere' } };
  expect(await changeSurvivorship(needs(), { rules, by: 'Léa' })).toMatchObject(refusal);
  expect(await previewSurvivorship(engines.db, rules)).toMatchObject(refusal);
});
