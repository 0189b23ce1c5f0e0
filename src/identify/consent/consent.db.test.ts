import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { absorbPeople, refreshCustomers } from '#identify/customers';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { checkOppositions } from './check-oppositions.ts';
import type { NewConsent } from './consent.ts';
import { consentStatus, explainConsents } from './explain-consents.ts';
import { forgetConsentsOfImport } from './forget-consents-of-import.ts';
import { importOppositions } from './import-oppositions.ts';
import { recordConsentByHand } from './record-consent-by-hand.ts';
import { recordConsents } from './record-consents.ts';

let engines: TestEngines;
let persons: number[] = [];
const at = new Date('2026-03-01T10:00:00Z');
const question = { channel: 'email', purpose: 'marketing' };

beforeAll(async () => {
  engines = await openTestEngines();
  await sql`insert into identify.source (name, created_at) values ('shop', ${at})`.execute(engines.db);
  persons = await join(['a', 'b', 'c'], 'one@x.fr');
});
afterAll(() => engines.close());

function join(keys: readonly string[], email: string): Promise<number[]> {
  return engines.db.transaction().execute(async (trx) => {
    const people = keys.map((sourceKey, line) => ({ sourceKey, line, fields: { email } }));
    const ids = await absorbPeople(trx, { sourceId: 1, importId: 1, chunk: 0, at, people });
    await refreshCustomers(trx, { personIds: [...ids.values()], at });
    return [...ids.values()].sort((a, b) => a - b);
  });
}

function say(
  personId: number,
  status: NewConsent['status'],
  day: number,
  more: Partial<NewConsent> = {},
): NewConsent {
  const occurredAt = new Date(Date.UTC(2026, 0, day));
  return {
    ...question,
    personId,
    brand: '',
    status,
    occurredAt,
    source: 'web',
    line: null,
    evidence: {},
    ...more,
  };
}

const record = (consents: readonly NewConsent[], importId: number | null = null) =>
  engines.db
    .transaction()
    .execute((trx) => recordConsents(trx, { importId, chunk: importId === null ? null : 0, at, consents }));

async function golden(customerId: number): Promise<Record<string, { status: string }>> {
  const { rows } = await sql<{ consents: Record<string, { status: string }> }>`
    select consents from identify.customer where customer_id = ${customerId}`.execute(engines.db);
  return rows[0]?.consents ?? {};
}

test('the strictest of the latest choices of each record holds, and the reason is told', async () => {
  const [a = 0, b = 0] = persons;
  const ask = async () => orThrow(await consentStatus(engines.db, { customerId: b, ...question }));
  expect(await ask()).toMatchObject({ status: 'unknown', reason: 'nothing-said', decidedBy: null });
  await record([say(a, 'withdrawn', 1), say(a, 'granted', 2, { evidence: { wording: 'Oui' } })]);
  expect(await ask()).toMatchObject({
    status: 'granted',
    reason: 'only-grants',
    decidedBy: { evidence: { wording: 'Oui' } },
  });
  await record([say(b, 'withdrawn', 1)]);
  expect(await ask()).toMatchObject({
    status: 'withdrawn',
    reason: 'one-person-withdrew',
    decidedBy: { personId: b },
  });
  expect((await golden(a))['email:marketing']).toMatchObject({ status: 'withdrawn', personId: b });
  expect((await ask()).history).toHaveLength(3);
});

test('what the customer tells us herself is recorded on each of her records and really holds', async () => {
  const [a = 0] = persons;
  const consent = { ...question, brand: '', status: 'granted' as const, evidence: { how: 'phone call' } };
  const states = orThrow(
    await recordConsentByHand(engines.db, {
      customerId: a,
      consent,
      by: 'user 1',
      at,
      folder: engines.folder,
    }),
  );
  expect(states).toMatchObject([
    {
      status: 'granted',
      decidedBy: { source: 'by hand', evidence: { how: 'phone call', recordedBy: 'user 1' } },
    },
  ]);
  const future = { ...consent, occurredAt: '2027-01-01T00:00:00Z' };
  expect(
    await recordConsentByHand(engines.db, {
      customerId: a,
      consent: future,
      by: 'user 1',
      at,
      folder: engines.folder,
    }),
  ).toMatchObject({ code: 'consent-in-the-future' });
  expect(
    await recordConsentByHand(engines.db, {
      customerId: 999,
      consent,
      by: 'user 1',
      at,
      folder: engines.folder,
    }),
  ).toMatchObject({ kind: 'not-found' });
});

test('an import of consents taken twice counts once, and is taken back whole', async () => {
  const [one = 0] = await join(['z'], 'z@x.fr');
  const lines = [
    say(one, 'granted', 3, { line: 1 }),
    say(one, 'withdrawn', 4, { line: 2, brand: 'Thé & Co' }),
  ];
  expect(await record(lines, 7)).toEqual({ recorded: 2 });
  expect(await record(lines, 7)).toEqual({ recorded: 0 });
  expect(Object.keys(await golden(one)).sort()).toEqual(['email:marketing', 'email:marketing:Thé & Co']);
  let remaining = 1;
  while (remaining > 0) {
    ({ remaining } = await engines.db
      .transaction()
      .execute((trx) => forgetConsentsOfImport(trx, { importId: 7, at, limit: 1 })));
  }
  expect(await golden(one)).toEqual({});
});

test('merging and parting customers carry their consents along', async () => {
  const [one = 0] = await join(['m1'], 'm@x.fr');
  const [two = 0] = await join(['m2'], 'n@x.fr');
  await record([say(one, 'granted', 5), say(two, 'withdrawn', 6)]);
  await engines.db.transaction().execute(async (trx) => {
    const later = new Date('2026-05-01T00:00:00Z');
    const people = [{ sourceKey: 'm2', line: 9, fields: { email: 'm@x.fr' } }];
    await absorbPeople(trx, { sourceId: 1, importId: 8, chunk: 0, at: later, people });
    await refreshCustomers(trx, { personIds: [two], at: later });
  });
  expect((await golden(one))['email:marketing']).toMatchObject({ status: 'withdrawn', personId: two });
});

test('a withdrawal while the customer is being merged is never lost', async () => {
  const keys = Array.from({ length: 6 }, (_, place) => `r${place}`);
  const ids = (await Promise.all(keys.map((key) => join([key], `${key}@x.fr`)))).flat();
  const merges = keys.map((key, place) =>
    engines.db.transaction().execute(async (trx) => {
      const later = new Date('2026-06-01T00:00:00Z');
      const people = [{ sourceKey: key, line: 100 + place, fields: { email: 'race@x.fr' } }];
      const found = await absorbPeople(trx, { sourceId: 1, importId: 9, chunk: place, at: later, people });
      await refreshCustomers(trx, { personIds: [...found.values()], at: later });
    }),
  );
  await Promise.all([...merges, ...ids.map((id) => record([say(id, 'withdrawn', 20)]))]);
  const { rows } = await sql<{ withdrawn: number; customers: number }>`
    select count(*) filter (where consents -> 'email:marketing' ->> 'status' = 'withdrawn') as withdrawn, count(*) as customers
    from identify.customer where email = 'race@x.fr'`.execute(engines.db);
  expect(rows).toEqual([{ withdrawn: 1, customers: 1 }]);
});

test('the explained status is the stored one, whatever was said in whatever order', async () => {
  const [a = 0, b = 0, c = 0] = await join(['p', 'q', 'r'], 'property@x.fr');
  const statement = fc.record({
    person: fc.constantFrom(a, b, c),
    status: fc.constantFrom('granted' as const, 'withdrawn' as const),
    day: fc.integer({ min: 1, max: 3 }),
    channel: fc.constantFrom('email', 'sms'),
    brand: fc.constantFrom('', 'x'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(statement, { minLength: 1, maxLength: 8 }), async (statements) => {
      await sql`delete from identify.consent where person_id in (${a}, ${b}, ${c})`.execute(engines.db);
      await record(
        statements.map(({ person, status, day, channel, brand }) =>
          say(person, status, day, { channel, brand }),
        ),
      );
      const explained = await explainConsents(engines.db, [a, b, c]);
      const stored = await golden(a);
      expect(Object.keys(stored)).toHaveLength(explained.length);
      for (const { channel, purpose, brand, status, decidedBy } of explained) {
        const key = brand === '' ? `${channel}:${purpose}` : `${channel}:${purpose}:${brand}`;
        expect(stored[key]).toMatchObject({
          status,
          at: decidedBy?.occurredAt,
          personId: decidedBy?.personId,
        });
      }
    }),
    { numRuns: 60 },
  );
});

test('a list of opposition is held against the base, by what each kind knows people by', async () => {
  const mail = (value: string, name: string) => join([name], value);
  await mail('opposed@x.fr', 'o1');
  const [agreed = 0] = await mail('agreed@x.fr', 'o2');
  await record([say(agreed, 'granted', 20)]);
  const list = orThrow(
    await importOppositions(engines.db, {
      ...{
        name: 'Refus',
        kind: 'email',
        channels: ['email'],
        obtainedOn: '2026-01-10',
        expiresOn: '2027-01-10',
      },
      content: Readable.from([Buffer.from('OPPOSED@x.fr\r\nagreed@x.fr\nnobody@x.fr\nnot an address\n')]),
      ...{ by: 'Léa', at },
    }),
  );
  expect(list).toMatchObject({ kind: 'email', entries: 3, leftOut: 1 });
  const { rows } = await sql<{
    customers: number;
  }>`select count(*)::int as customers from identify.customer`.execute(engines.db);
  expect(orThrow(await checkOppositions(engines.db, { listId: list.listId, at }))).toEqual({
    ...{ listId: list.listId, asOf: at.toISOString(), customers: rows[0]?.customers },
    ...{ listed: 2, agreedSince: 1 },
  });
  expect(await checkOppositions(engines.db, { listId: 999, at })).toMatchObject({ code: 'no-such-list' });
});
