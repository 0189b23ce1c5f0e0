import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainField } from './explain-field.ts';
import { goldenRecord } from './golden-record.ts';
import { byHand, type PersonFields, type PersonRecord } from './person.ts';
import { deliveredSurvivorship } from './survivorship.ts';

const delivered = { homeCountry: 'FR', rules: deliveredSurvivorship, sourceOf: () => '' };

/** What a person of a source said on a day; each day is an import of its own. */
const said = (personId: number, day: number, fields: PersonFields): PersonRecord => ({
  ...{ personId, importId: day, line: personId, recordedAt: day, fields },
});

function explain(field: string, records: readonly PersonRecord[]) {
  const golden = goldenRecord(records);
  const value = (golden.fields as Record<string, string>)[field] ?? golden.other[field] ?? '';
  const origin = golden.lineage[field] ?? golden.lineage[`other.${field}`];
  return explainField({ field, value, origin, records, by: delivered });
}

describe('why a field is what it is', () => {
  test('one record alone says it', () => {
    expect(explain('email', [said(1, 5, { email: 'a@x.fr' }), said(2, 6, {})])).toMatchObject({
      ...{ since: 5, rule: 'only', sureness: 'alone', saying: [1], others: [] },
    });
  });

  test('two sources say the same, written otherwise: since the first of them', () => {
    const records = [said(1, 5, { phone: '06 12 34 56 78' }), said(2, 9, { phone: '+33612345678' })];
    expect(explain('phone', records)).toMatchObject({
      ...{ since: 5, rule: 'latest', sureness: 'agreed', saying: [2, 1], others: [] },
      from: { personId: 2 },
    });
  });

  test('an older value that nobody repeats is a change, and stays to be seen', () => {
    const records = [
      said(1, 5, { city: 'Lyon' }),
      said(1, 9, { city: 'Brest' }),
      said(2, 3, { city: 'lyon' }),
    ];
    expect(explain('city', records)).toMatchObject({
      ...{ since: 9, rule: 'whole', sureness: 'changed', saying: [1] },
      others: [{ value: 'Lyon', from: { personId: 1, recordedAt: 5 } }],
    });
  });

  test('another value said after this one came is a contradiction', () => {
    const records = [
      said(1, 5, { birthDate: '1980-01-02' }),
      said(2, 7, { birthDate: '1980-02-01' }),
      said(1, 9, { birthDate: '1980-01-02' }),
    ];
    expect(explain('birthDate', records)).toMatchObject({
      ...{ since: 5, sureness: 'disputed', others: [{ value: '1980-02-01', from: { personId: 2 } }] },
    });
  });

  test('a correction by hand says so; a country left out is borrowed; a field of one’s own is explained too', () => {
    const corrected = { ...said(1, 9, { email: 'right@x.fr' }), importId: byHand };
    expect(explain('email', [corrected, said(2, 12, { email: 'wrong@x.fr' })])).toMatchObject({
      ...{ rule: 'byHand', sureness: 'corrected', others: [{ value: 'wrong@x.fr' }] },
    });
    const moved = [
      said(1, 3, { country: 'Belgique' }),
      said(2, 2, { country: 'BE' }),
      said(1, 9, { city: 'Gand' }),
    ];
    expect(explain('country', moved)).toMatchObject({ rule: 'borrowed', sureness: 'agreed', since: 2 });
    expect(explain('shoe', [said(1, 1, { other: { shoe: '38' } })])).toMatchObject({ rule: 'only' });
  });

  test('a record that is no more explains nothing', () => {
    const records = [said(1, 5, { email: 'a@x.fr' })];
    const gone = { field: 'email', value: 'a@x.fr', records, by: delivered };
    expect(explainField({ ...gone, origin: [8, 8, 8] })).toBeUndefined();
  });

  test('does not depend on the order of records', () => {
    const record = fc.record({
      ...{ personId: fc.integer({ min: 1, max: 3 }), importId: fc.nat(2), line: fc.nat(4) },
      recordedAt: fc.nat(3),
      fields: fc.record({
        email: fc.constantFrom('a@x.fr', 'b@x.fr', ''),
        city: fc.constantFrom('Lyon', 'LYON', 'Brest', ''),
      }),
    });
    const records = fc.uniqueArray(record, {
      ...{ minLength: 1, maxLength: 8 },
      selector: ({ personId, importId, line }) => `${personId} ${importId} ${line}`,
    });
    fc.assert(
      fc.property(records, (some) => {
        for (const field of ['email', 'city'])
          expect(explain(field, [...some].reverse())).toEqual(explain(field, some));
      }),
      { numRuns: 300 },
    );
  });
});
