import { afterAll, beforeAll, expect, it } from 'vitest';
import { changePermissionRules, importOppositions, recordConsents } from '#identify/consent';
import { appendFacts } from '#identify/history';
import { addSuppressions } from '#interact/messages';
import { inTransaction, sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { makeCustomers } from '#test/reachable-customers';
import { decideBatch } from './decide-batch.ts';
import { rulesFor } from './settings.ts';

let engines: TestEngines;
let people: number[];
const at = new Date('2026-11-22T10:00:00Z');
const address = (index: number) => `person${index}@permission.example`;

beforeAll(async () => {
  engines = await openTestEngines();
  const all = Array.from({ length: 8 }, (_, index) => ({
    ...{ givenName: `P${index}`, email: address(index) },
    consent: index < 5 ? ('granted' as const) : null,
  }));
  people = await makeCustomers(engines.db, all);
});
afterAll(() => engines.close());

/** What the gate says of each person: 'send', or its first reason. */
async function verdicts(): Promise<string[]> {
  const origin = { origin: 'campaign:1', step: '', occurrence: 1, channel: 'email' } as const;
  const rules = rulesFor({ pressure: null, globalHoldoutShare: 0 }, { ...origin, holdoutShare: 0 });
  const decided = await decideBatch(engines.db, {
    ...{ ...origin, customerIds: people, purpose: 'marketing', brand: '', rules, at },
    warehouse: engines.warehouse,
  });
  return decided.map(({ decision }) => decision.reasons[0]?.code ?? 'send');
}

async function say(
  index: number,
  status: 'granted' | 'withdrawn',
  day: string,
  evidence = {},
): Promise<void> {
  const consent = {
    channel: 'email',
    purpose: 'marketing',
    brand: '',
    status,
    source: 'web',
    line: null,
    evidence,
  };
  await inTransaction(engines.db, (trx) =>
    recordConsents(trx, {
      ...{ importId: null, chunk: null, at },
      consents: [{ ...consent, personId: people[index] ?? 0, occurredAt: new Date(day) }],
    }),
  );
}

const suppress = (index: number, reason: string) =>
  addSuppressions(engines.db, [
    {
      ...{
        channel: 'email',
        address: address(index),
        purpose: reason === 'unsubscribed' ? 'marketing' : '',
        brand: '',
      },
      ...{ reason, by: 'test', at: new Date('2026-06-01') },
    },
  ]);

async function* bytes(text: string) {
  yield Buffer.from(text);
}
const oppose = (text: string, name = 'Bloctel') =>
  importOppositions(engines.db, {
    ...{ name, kind: 'email', channels: ['email'], obtainedOn: '2026-03-01', expiresOn: '2027-03-01' },
    ...{ content: bytes(text), by: 'test', at },
  });

it('a proven consent after an unsubscribing opens again; a dead address and a complaint stay closed', async () => {
  for (const [index, reason] of ['unsubscribed', 'unsubscribed', 'bounced', 'complained'].entries())
    await suppress(index, reason);
  for (const index of [0, 1]) await say(index, 'withdrawn', '2026-06-01');
  expect((await verdicts()).slice(0, 5)).toEqual([...Array(4).fill('suppressed'), 'send']);
  await say(0, 'granted', '2026-07-01', { how: 'form', wordingId: 1 });
  await say(1, 'granted', '2026-07-01');
  for (const index of [2, 3]) await say(index, 'granted', '2026-07-01', { how: 'form' });
  expect((await verdicts()).slice(0, 5)).toEqual(['send', 'suppressed', 'suppressed', 'suppressed', 'send']);
  await say(0, 'withdrawn', '2026-08-01');
  expect((await verdicts())[0]).toBe('consent-withdrawn');
});

it('a list of opposition closes by marks, whatever the writing, until it is replaced or expires', async () => {
  const list = orThrow(await oppose(`"${address(4).toUpperCase()}"\r\nnobody@x.example\nnot an address\n\n`));
  expect(list).toMatchObject({ entries: 2, leftOut: 1 });
  const { rows } = await sql<{ text: string }>`
    select string_agg(o::text || l::text, ' ') as text
    from identify.opposition o join identify.opposition_list l using (list_id)`.execute(engines.db);
  expect(rows[0]?.text).not.toContain('permission.example');
  expect((await verdicts())[4]).toBe('opposed');
  expect(await oppose('only words')).toMatchObject({ code: 'no-oppositions' });
  expect((await verdicts())[4]).toBe('opposed');
  await say(4, 'granted', '2026-04-01', { how: 'form' });
  expect((await verdicts())[4]).toBe('send');
  orThrow(await oppose('somebody@else.example'));
  expect((await verdicts())[4]).toBe('send');
});

it('who bought lately may be written to without a word, where that is switched on, and not once she objects', async () => {
  const line = (personId: number, day: string, quantity: string) => ({
    ...{
      person_id: personId,
      source_id: 1,
      order_key: `${personId}`,
      ordered_at: `${day}T10:00:00.000Z`,
      sku: 'a',
    },
    ...{ quantity, net: quantity, currency: 'EUR', import_id: 1, chunk: 0, line: personId },
  });
  await appendFacts(engines.warehouse, {
    table: 'order_lines',
    rows: [
      line(people[5] ?? 0, '2026-01-02', '1'),
      line(people[6] ?? 0, '2019-01-02', '1'),
      line(people[7] ?? 0, '2026-01-02', '-1'),
    ],
    token: 'orders',
  });
  expect((await verdicts()).slice(5)).toEqual(Array(3).fill('consent-missing'));
  const softOptIn = [{ channel: 'email', purpose: 'marketing', brand: '', months: 36 }];
  orThrow(await changePermissionRules(engines.db, { rules: { law: [], softOptIn }, by: 'test', at }));
  expect((await verdicts()).slice(5)).toEqual(['send', 'consent-missing', 'consent-missing']);
  await say(5, 'withdrawn', '2026-02-01');
  expect((await verdicts())[5]).toBe('consent-withdrawn');
});
