import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { undoImport } from '#identify/sources';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { importNeeds } from '#test/imports';
import { anne, bob, carl, openQualityBoard, type QualityBoard } from '#test/quality-board';
import { scanSource } from './scan-source.ts';

let board: QualityBoard;
beforeAll(async () => {
  board = await openQualityBoard();
});
afterAll(() => board.close());
beforeEach(() => board.forget());

const scan = async () =>
  scanSource({ server: board.engines.database, clock: board.clock }, { sourceId: await board.sourceId() });
const fieldOf = (body: { items: { scan: { fields: { field: string }[] } }[] }, field: string) =>
  body.items[0]?.scan.fields.find((one) => one.field === field);

test('the board counts each field of the latest records, and a later record takes the place of the earlier', async () => {
  await board.load(anne, bob, carl);
  await scan();
  const first = await board.ask('GET', '');
  expect(first.body.items).toMatchObject([{ name: 'shop', persons: 3, scan: { records: 3 } }]);
  expect(fieldOf(first.body, 'email')).toEqual({
    ...{ field: 'email', filled: 3, valid: 3, suspicious: 3, distinct: 2, fresh: 3 },
    rules: { 'email-domain-typo': 2, 'email-role': 1 },
  });
  expect(fieldOf(first.body, 'familyName')).toMatchObject({
    filled: 3,
    valid: 2,
    rules: { 'name-placeholder': 1 },
  });
  expect(fieldOf(first.body, 'phone')).toMatchObject({ filled: 2, valid: 1, distinct: 2 });
  expect(fieldOf(first.body, 'address')).toMatchObject({ filled: 1, valid: 1, suspicious: 0, distinct: 1 });

  await board.load(anne.replace('gmial', 'gmail').replace('Villeurbane', 'Villeurbanne'));
  await scan();
  const second = await board.ask('GET', '');
  expect(fieldOf(second.body, 'email')).toMatchObject({
    filled: 3,
    suspicious: 2,
    rules: { 'email-domain-typo': 1 },
  });
  expect(fieldOf(second.body, 'city')).toMatchObject({ filled: 1, suspicious: 0, rules: {} });
});

test('each import has its own figures, in order; an undone one has none', async () => {
  const first = await board.load(anne, bob);
  const second = await board.load(carl);
  await scan();
  const trend = await board.ask('GET', `/sources/${await board.sourceId()}/trend`);
  expect(trend.body.items).toMatchObject([
    { importId: first, records: 2 },
    { importId: second, records: 1 },
  ]);
  expect(trend.body.items[1].fields.find(({ field }: { field: string }) => field === 'phone')).toMatchObject({
    ...{ filled: 1, valid: 0, rules: { 'phone-invalid': 1 } },
  });
  orThrow(await undoImport({ importId: second }, importNeeds(board.engines)));
  await scan();
  const after = await board.ask('GET', `/sources/${await board.sourceId()}/trend`);
  expect(after.body.items).toMatchObject([{ importId: first }]);
});

test('a figure leads to its records, page by page, with what they say and what is proposed', async () => {
  await board.load(anne, bob, carl);
  await scan();
  const of = `sourceId=${await board.sourceId()}`;
  const typos = await board.ask('GET', `/findings?${of}&rule=email-domain-typo&limit=1`);
  expect(typos.body).toMatchObject({
    total: 2,
    items: [
      { name: 'Anne Petit', field: 'email', said: 'anne@gmial.com', proposal: 'anne@gmail.com', line: 2 },
    ],
  });
  const next = await board.ask(
    'GET',
    `/findings?${of}&rule=email-domain-typo&limit=1&cursor=${typos.body.nextCursor}`,
  );
  expect(next.body).toMatchObject({ items: [{ name: 'Bob XXX' }], nextCursor: null });
  const invalid = await board.ask('GET', `/findings?${of}&weight=invalid`);
  expect(invalid.body.items.map((one: { rule: string }) => one.rule).toSorted()).toEqual([
    'name-placeholder',
    'phone-invalid',
  ]);
  expect((await board.ask('GET', `/findings?${of}&rule=nothing`)).status).toBe(400);
  expect((await board.ask('GET', `/findings?${of}&cursor=nothing`)).status).toBe(400);
});

test('a rule switched off counts no more, here and in the trend; an unknown one is refused', async () => {
  await board.load(anne, carl);
  await scan();
  expect((await board.ask('PUT', '/rules', { rules: { 'no-rule': false } })).status).toBe(400);
  const changed = await board.ask('PUT', '/rules', { rules: { 'email-role': false }, freshDays: 30 });
  expect(changed.body.freshDays).toBe(30);
  expect(changed.body.items.find(({ code }: { code: string }) => code === 'email-role')).toMatchObject({
    ...{ on: false, asDelivered: false },
  });
  expect(board.asked).toMatchObject([{ kind: 'quality.scan' }]);
  await scan();
  expect(fieldOf((await board.ask('GET', '')).body, 'email')).toMatchObject({
    rules: { 'email-domain-typo': 1 },
  });
  const trend = await board.ask('GET', `/sources/${await board.sourceId()}/trend`);
  const email = trend.body.items[0].fields.find(({ field }: { field: string }) => field === 'email');
  expect(email.rules).toEqual({ 'email-domain-typo': 1 });
});

test('one record is looked at without being stored', async () => {
  const reply = await board.ask('POST', '/check', {
    ...{
      givenName: 'ÉLODIE',
      familyName: 'DE LA TOUR',
      email: 'e.tour+x@googlemail.com',
      phone: '0612985678',
    },
    ...{ street: '3 bd du Gal Leclerc', postcode: '69100', city: 'Villeurbane' },
  });
  expect(reply.body).toMatchObject({
    ...{
      givenName: 'Élodie',
      familyName: 'de La Tour',
      gender: { gender: 'f', confidence: 0.98, from: 'list' },
    },
    ...{
      email: 'e.tour+x@googlemail.com',
      mailbox: 'etour@gmail.com',
      phone: { number: '+33612985678', kind: 'mobile' },
    },
    address: {
      lines: ['ELODIE DE LA TOUR', '3 BOULEVARD DU GAL LECLERC', '69100 VILLEURBANNE'],
      deliverability: 'corrected',
    },
  });
  expect(reply.body.findings.map(({ rule }: { rule: string }) => rule)).toEqual([
    'address-corrected',
    'city-misspelt',
  ]);
  const { rows } = await sql`select 1 from identify.person`.execute(board.engines.db);
  expect(rows).toHaveLength(0);
});
