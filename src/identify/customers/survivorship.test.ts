import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Survivorship } from './api.ts';
import { goldenRecord } from './golden-record.ts';
import { byHand, type PersonFields, type PersonRecord } from './person.ts';
import { deliveredSurvivorship } from './survivorship.ts';

const sources = ['', 'shop', 'web', 'phone'];
const said = (personId: number, day: number, fields: PersonFields, importId = day): PersonRecord => ({
  ...{ personId, importId, line: personId, recordedAt: day, fields },
});
const golden = (records: readonly PersonRecord[], rules: Partial<Survivorship> = {}) =>
  goldenRecord(records, {
    homeCountry: 'FR',
    rules: { ...deliveredSurvivorship, ...rules },
    sourceOf: (personId) => sources[personId] ?? '',
  });

describe('rules of survivorship', () => {
  const mails = [
    said(1, 1, { email: 'old@x.fr' }),
    said(2, 2, { email: 'old@x.fr' }),
    said(3, 3, { email: 'new@x.fr' }),
  ];

  test('the latest; what most records say; the most trusted source, then any other', () => {
    expect(golden(mails).fields.email).toBe('new@x.fr');
    const agreed = golden(mails, { email: { by: 'agreed' } });
    expect([agreed.fields.email, agreed.lineage['email']]).toEqual(['old@x.fr', [2, 2, 2]]);
    const trust = (...names: string[]) => golden(mails, { email: { by: 'trusted', sources: names } });
    expect(trust('shop', 'web').lineage['email']).toEqual([1, 1, 1]);
    expect(trust('nobody').lineage['email']).toEqual([3, 3, 3]);
  });

  test('what a person said before and says no more counts for nothing among most', () => {
    const records = [...mails, said(1, 4, { email: 'new@x.fr' })];
    expect(golden(records, { email: { by: 'agreed' } }).fields.email).toBe('new@x.fr');
  });

  test('the most complete name or address is taken whole', () => {
    const records = [
      said(1, 1, { civility: 'Mme', givenName: 'Anne', familyName: 'Petit' }),
      said(2, 2, { givenName: 'A', familyName: 'Petit', civility: 'Mme' }),
      said(3, 3, { familyName: 'PETIT' }),
    ];
    expect(golden(records, { name: { by: 'complete' } }).lineage).toMatchObject({ givenName: [1, 1, 1] });
    expect(golden(records).fields).toMatchObject({ familyName: 'PETIT' });
  });

  test('a name the wrong way round, or no name, gives way to one that can be, whatever the rule', () => {
    const right = said(1, 1, { givenName: 'Alain', familyName: 'Martineau' });
    for (const wrong of [
      { givenName: 'MARTINEAU', familyName: 'Alain' },
      { givenName: 'test', familyName: 'Martineau' },
      { givenName: '06 12', familyName: 'Martineau' },
    ])
      expect(golden([right, said(2, 9, wrong)]).fields).toMatchObject(right.fields);
    expect(golden([said(2, 9, { givenName: 'MARTINEAU', familyName: 'Alain' })]).fields.familyName).toBe(
      'Alain',
    );
  });

  test('what was corrected by hand wins over every rule', () => {
    const rules: Partial<Survivorship> = {
      email: { by: 'trusted', sources: ['web'] },
      name: { by: 'complete' },
    };
    const corrected = said(1, 5, { email: 'hand@x.fr', familyName: 'test' }, byHand);
    const other = said(2, 9, { civility: 'M.', givenName: 'Jean', familyName: 'Roux' });
    const { fields } = golden([...mails, corrected, other], rules);
    expect(fields).toMatchObject({ email: 'hand@x.fr', familyName: 'test' });
  });

  test('under any rules, the order of records changes nothing', () => {
    const rule = fc.constantFrom<Survivorship['email']>(
      { by: 'latest' },
      { by: 'agreed' },
      { by: 'trusted', sources: ['web', 'phone'] },
    );
    const text = fc.constantFrom('', 'a@b.fr', 'Anne', 'Roux', 'c@d.fr');
    const record = fc.record({
      personId: fc.integer({ min: 1, max: 3 }),
      importId: fc.nat(3),
      line: fc.nat(9),
      recordedAt: fc.nat(3),
      fields: fc.record({ givenName: text, familyName: text, email: text, city: text }),
    });
    const records = fc.uniqueArray(record, {
      selector: (one) => `${one.personId} ${one.importId} ${one.line}`,
    });
    fc.assert(
      fc.property(
        records.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        fc.record({ email: rule, name: rule, address: rule }),
        ([list, shuffled], rules) => {
          expect(golden(shuffled, rules)).toEqual(golden(list, rules));
        },
      ),
    );
  });
});
