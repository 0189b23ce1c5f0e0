import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goldenRecord } from './golden-record.ts';
import type { PersonFields, PersonRecord } from './person.ts';

const said = (recordedAt: number, fields: PersonFields, personId = 1): PersonRecord => ({
  personId,
  importId: recordedAt,
  line: 1,
  recordedAt,
  fields,
});

test('the most recent value that is not empty wins, with the record it came from', () => {
  const golden = goldenRecord([
    said(1, { email: 'old@x.fr', phone: '0612345678', familyName: 'Petit' }),
    said(2, { email: 'NEW@x.fr', phone: '' }, 7),
  ]);
  expect(golden.fields).toEqual({ email: 'new@x.fr', phone: '+33612345678', familyName: 'Petit' });
  expect(golden.lineage).toMatchObject({ email: [7, 2, 1], phone: [1, 1, 1] });
});

test('an address is taken whole: no street with the town of another record', () => {
  const golden = goldenRecord([
    said(1, { street: '1 rue A', postcode: '75001', city: 'Paris', country: 'France' }),
    said(2, { city: 'Lyon', postcode: '69001' }),
    said(3, { country: 'FR' }),
  ]);
  expect(golden.fields).toEqual({ city: 'Lyon', postcode: '69001', country: 'FR' });
});

test('what cannot be is not kept: impossible dates, addresses and numbers', () => {
  expect(goldenRecord([said(1, { birthDate: '2024-02-31', email: 'none', phone: '0000' })]).fields).toEqual(
    {},
  );
  expect(goldenRecord([said(1, { birthDate: '2024-02-29' })]).fields).toEqual({ birthDate: '2024-02-29' });
});

test('the order of records changes nothing', () => {
  const text = fc.constantFrom('', 'a', 'b', 'c');
  const record = fc.record({
    personId: fc.integer({ min: 1, max: 3 }),
    importId: fc.nat(2),
    line: fc.nat(9),
    recordedAt: fc.nat(2),
    fields: fc.record({ givenName: text, familyName: text, city: text, civility: text, cardNumber: text }),
  });
  const records = fc.uniqueArray(record, {
    selector: (one) => `${one.personId} ${one.importId} ${one.line}`,
  });
  fc.assert(
    fc.property(
      records.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        expect(goldenRecord(shuffled)).toEqual(goldenRecord(list));
      },
    ),
  );
});
