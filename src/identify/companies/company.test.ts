import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companiesOf, type Employed, headsOf } from './company.ts';

const nobody = { companyName: '', siren: '', siret: '', jobTitle: '', parentSiren: '', postcode: '' };
const at = (personId: number, more: Partial<Employed>): Employed => ({ personId, ...nobody, ...more });

describe('companies from what people’s records say', () => {
  it('join people by SIREN, said or within a SIRET, whatever the name', () => {
    const companies = companiesOf([
      at(7, { companyName: 'Dupont', siren: '732 829 320', jobTitle: 'Achats' }),
      at(3, { companyName: 'DUPONT ET FILS SARL', siret: '73282932000074' }),
      at(9, { companyName: 'Dupont et fils SARL', siren: '732829320' }),
    ]);
    expect(companies).toHaveLength(1);
    expect(companies[0]).toMatchObject({ companyId: 3, siren: '732829320', saidParent: null });
    expect(companies[0]?.roles).toEqual([
      { personId: 3, siret: '73282932000074', jobTitle: null },
      { personId: 7, siret: null, jobTitle: 'Achats' },
      { personId: 9, siret: null, jobTitle: null },
    ]);
  });

  it('never join two numbers, even under one name at one place', () => {
    const there = { companyName: 'Garage du Centre', postcode: '69003' };
    const companies = companiesOf([
      at(1, { ...there, siren: '732829320' }),
      at(2, { ...there, siren: '552032534' }),
      at(3, there),
    ]);
    expect(companies.map(({ companyId, siren }) => [companyId, siren])).toEqual([
      [1, '732829320'],
      [2, '552032534'],
      [3, null],
    ]);
  });

  it('join by name and postcode without a number, legal form and accents aside, and to the only number known there', () => {
    const companies = companiesOf([
      at(1, { companyName: 'Société Générale de Mécanique SAS', postcode: '42000' }),
      at(2, { companyName: 'SOCIETE GENERALE DE MECANIQUE', postcode: '42000' }),
      at(3, { companyName: 'Société générale de mécanique', postcode: '69001' }),
      at(4, { companyName: 'Societe Generale de Mecanique (SAS)', postcode: '42000', siren: '732829320' }),
    ]);
    expect(companies.map(({ companyId, siren, roles }) => [companyId, siren, roles.length])).toEqual([
      [1, '732829320', 3],
      [3, null, 1],
    ]);
  });

  it('take a number with a wrong check digit as not said', () => {
    expect(companiesOf([at(1, { siren: '732829321' })])).toEqual([]);
    expect(companiesOf([at(1, { companyName: 'X', siren: '732829321' })])).toMatchObject([{ siren: null }]);
  });

  it('do not depend on the order, and leave out nobody who names one', () => {
    const names = fc.constantFrom('Alpha SARL', 'alpha', 'Bêta', '');
    const numbers = fc.constantFrom('', '732829320', '552032534', '1');
    const people = fc.uniqueArray(
      fc.record({
        ...{
          personId: fc.integer({ min: 1, max: 50 }),
          companyName: names,
          siren: numbers,
          siret: fc.constant(''),
        },
        ...{ jobTitle: fc.constant(''), parentSiren: numbers, postcode: fc.constantFrom('69001', '') },
      }),
      { selector: ({ personId }) => personId, maxLength: 12 },
    );
    fc.assert(
      fc.property(people, (all) => {
        const companies = companiesOf(all);
        expect(companiesOf(all.toReversed())).toEqual(companies);
        const placed = companies.flatMap(({ roles }) => roles.map(({ personId }) => personId));
        expect(new Set(placed).size).toBe(placed.length);
        for (const one of all) if (one.companyName !== '') expect(placed).toContain(one.personId);
        const numbered = companies.flatMap(({ siren }) => siren ?? []);
        expect(new Set(numbered).size).toBe(numbered.length);
      }),
    );
  });
});

it('groups have one head; a circle has none', () => {
  const headOf = headsOf(
    new Map([
      ['c', 'b'],
      ['b', 'a'],
      ['x', 'y'],
      ['y', 'x'],
    ]),
  );
  expect(['a', 'b', 'c', 'd', 'x', 'y'].map(headOf)).toEqual(['a', 'a', 'a', 'd', 'x', 'y']);
});
