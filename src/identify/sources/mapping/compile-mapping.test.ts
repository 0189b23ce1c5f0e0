import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isRefusal, orThrow } from '#platform/errors';
import { compileMapping, readLine } from './compile-mapping.ts';
import { Mapping } from './mapping.ts';

const sales = Mapping.parse({
  name: 'sales',
  source: 'shop',
  format: { kind: 'csv', delimiter: ';', decimal: ',', date: 'dd/MM/yyyy', timeZone: 'Europe/Paris' },
  records: [
    {
      kind: 'orderLine',
      fields: {
        person: 'Carte',
        order: { template: '{Magasin}-{Ticket}' },
        at: 'Date',
        sku: 'Article',
        quantity: { column: 'Sens', values: { V: '1', R: '-1' } },
        unitPrice: 'Prix',
        currency: { column: 'Devise', default: 'EUR' },
      },
    },
    {
      kind: 'person',
      when: [{ column: 'Carte', empty: false }],
      fields: { key: 'Carte', familyName: { column: 'Nom', transform: ['upper'] } },
      other: 'unmapped',
    },
  ],
});
const columns = ['Magasin', 'Ticket', 'Date', 'Article', 'Sens', 'Prix', 'Devise', 'Carte', 'Nom', 'Fidèle'];

function read(changes: Record<string, string> = {}) {
  const usual: Record<string, string> = {
    ...{ Magasin: 'LYO', Ticket: '12', Date: '31/12/2023', Article: ' A 1 ', Sens: 'R', Prix: '1 234,56 €' },
    ...{ Devise: '', Carte: 'C9', Nom: 'Müller', Fidèle: 'oui' },
  };
  const row = columns.map((name) => changes[name] ?? usual[name] ?? '');
  return readLine(orThrow(compileMapping(sales, columns, 'sales.csv')), row, 7);
}

describe('reading a line by a mapping', () => {
  it('gives every record of the line, in values that the engines read alike', () => {
    expect(read()).toEqual([
      {
        kind: 'orderLine',
        values: [
          ...['C9', 'LYO-12', '2023-12-31 00:00:00.000', 'A 1', '-1', '1234.56', '-1234.56'],
          ...['', 'EUR', '', '', '', ''],
        ],
        other: undefined,
      },
      {
        kind: 'person',
        values: ['C9', '', '', 'MÜLLER', ...Array<string>(13).fill('')],
        other: { Fidèle: 'oui' },
      },
    ]);
  });

  it('leaves out a record whose conditions do not hold', () => {
    expect(read({ Carte: '' })).toMatchObject([{ kind: 'orderLine' }]);
  });

  it.each([
    [{ Date: '31/02/2024' }, 'Date', 'bad-date'],
    [{ Prix: 'douze' }, 'Prix', 'bad-number'],
    [{ Prix: '' }, undefined, 'missing-value'],
    [{ Devise: 'XYZ' }, 'Devise', 'unknown-currency'],
    [{ Article: '3,76E+12' }, 'Article', 'bad-identifier'],
    [{ Sens: 'X' }, 'Sens', 'unknown-value'],
    [{ Magasin: '', Ticket: '' }, '{Magasin}-{Ticket}', 'missing-value'],
  ])('refuses the line for %o, naming the column', (changes, column, code) => {
    const answer = read(changes);
    expect(answer).toMatchObject({ code, ...(column === undefined ? {} : { column }) });
    expect(answer).toHaveProperty('message', expect.stringMatching(/\w/));
  });

  it('refuses a file without the mapped columns, naming them and those it has', () => {
    const answer = compileMapping(sales, columns.slice(0, 8), 'sales.csv');
    expect(isRefusal(answer) && answer.code).toBe('missing-column');
    expect(isRefusal(answer) && answer.message).toContain('"Nom"');
    expect(isRefusal(answer) && answer.message).toContain('Magasin, Ticket');
  });

  it('refuses a line that no record applies to', () => {
    const onlyPeople = { ...sales, records: sales.records.slice(1) };
    const compiled = orThrow(compileMapping(onlyPeople, columns, 'f'));
    expect(
      readLine(
        compiled,
        columns.map(() => ''),
        2,
      ),
    ).toMatchObject({ code: 'nothing-to-read' });
  });
});

describe('the shape of a mapping', () => {
  it.each(readdirSync('examples/mappings'))('holds for examples/mappings/%s', (file) => {
    const text = readFileSync(`examples/mappings/${file}`, 'utf8');
    expect(Mapping.safeParse(JSON.parse(text)).error).toBeUndefined();
  });

  it('refuses fields that a kind does not have, and demands those it needs', () => {
    const broken = { ...sales, records: [{ kind: 'product', fields: { colour: 'x' } }] };
    const paths = Mapping.safeParse(broken).error?.issues.map(
      (issue) => `${issue.code} ${issue.path.join('.')}`,
    );
    expect(paths).toEqual(
      expect.arrayContaining([
        expect.stringContaining('fields.sku'),
        expect.stringContaining('unrecognized_keys'),
      ]),
    );
  });
});
