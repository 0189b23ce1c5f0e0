import { describe, expect, it } from 'vitest';
import { FileFormat } from '../reading/format.ts';
import { profileColumns } from './column-profile.ts';
import { isKnownName, nameScore, plainName } from './field-names.ts';
import { draftMapping } from './guess-mapping.ts';

const csv = FileFormat.parse({ kind: 'csv' });

/** What a table, its first row the header, is taken for. */
function draft(table: readonly string[][], format: FileFormat = csv) {
  const [columns = [], ...rows] = table;
  const profiles = profileColumns(
    columns,
    rows.map((values) => ({ values })),
  );
  return draftMapping(profiles, { format, source: 'web' }, 'EUR');
}

describe('names of columns', () => {
  it.each([
    ['N° Carte', 'no carte'],
    ['CustomerID', 'customer id'],
    ['customerId', 'customer id'],
    ['Date d’adhésion', 'date adhesion'],
    ['Prix de vente H.T.', 'prix vente h t'],
    ['  CODE__POSTAL ', 'code postal'],
    ['Order #', 'order no'],
  ])('%s is %s', (header, plain) => {
    expect(plainName(header)).toBe(plain);
  });

  it('a name that says more counts less, and another word nothing', () => {
    expect(nameScore('person', 'city', 'Ville')).toBe(1);
    expect(nameScore('orderLine', 'net', 'Montant HT remisé')).toBeLessThan(0.9);
    expect(nameScore('orderLine', 'net', 'Montant HT remisé')).toBeGreaterThan(0.5);
    expect(nameScore('person', 'familyName', 'Nom du magasin')).toBe(0);
    expect(isKnownName('Zorglub')).toBe(false);
  });
});

describe('a draft', () => {
  it('takes an e-mail column of an unknown name by its values', () => {
    const { kind, mapping } = draft([
      ['ident', 'contact', 'ville'],
      ['7', 'a@example.org', 'Lyon'],
      ['8', 'b@example.org', 'Brest'],
      ['9', 'c@example.org', 'Metz'],
    ]);
    expect(kind).toBe('person');
    expect(mapping.records[0]?.fields).toMatchObject({
      ...{ email: 'contact', city: 'ville' },
      key: { column: 'contact', transform: ['lower'] },
    });
  });

  it('does not take for a date what is none, whatever its name', () => {
    const table = [
      ['Customer ID', 'Order ID', 'Order Date', 'Amount'],
      ...['early', 'late', 'never'].map((word, row) => [`C${row}`, `O${row}`, word, '12.50']),
    ];
    const { kind, mapping, drafts, kindConfidence } = draft(table);
    expect(kind).toBe('orderLine');
    expect(mapping.records[0]?.fields['at']).toBeUndefined();
    expect(drafts[0]?.missing).toEqual(['at']);
    expect(kindConfidence).toBeLessThan(0.5);
  });

  it('of an English export with buyers and products in each line draws three records', () => {
    const table = [
      [
        'Order Number',
        'Created at',
        'Email',
        'First Name',
        'Last Name',
        'SKU',
        'Product Name',
        'Qty',
        'Unit Price',
      ],
      ['1001', '2026-01-03 10:00', 'a@example.org', 'Ada', 'Roy', 'S1', 'Soap', '2', '$3.50'],
      ['1002', '2026-01-04 10:00', 'b@example.org', 'Bob', 'Lee', 'S2', 'Salt', '1', '$1.25'],
      ['1003', '2026-01-05 10:00', 'c@example.org', 'Cy', 'Dow', 'S3', 'Silk', '3', '$9.75'],
    ];
    expect(draft(table).mapping.records.map(({ kind }) => kind)).toEqual(['orderLine', 'product']);
    const withKey = draft(table.map((row, at) => [at === 0 ? 'Customer ID' : `C${at}`, ...row]));
    expect(withKey.mapping.records.map(({ kind }) => kind).sort()).toEqual([
      'orderLine',
      'person',
      'product',
    ]);
    expect(withKey.mapping.records[0]?.fields).toMatchObject({
      ...{ person: 'Customer ID', order: 'Order Number', at: 'Created at', sku: 'SKU', quantity: 'Qty' },
      unitPrice: 'Unit Price',
    });
    expect(withKey.mapping.records[0]?.fields['net']).toBeUndefined();
  });

  it('drops the ".0" that a spreadsheet gave identifiers, and does not take them for amounts', () => {
    const { mapping } = draft([
      ['InvoiceNo', 'InvoiceDate', 'Quantity', 'UnitPrice', 'CustomerID'],
      ['536365', '2010-12-01 08:26:00', '6', '2.55', '17850.0'],
      ['536366', '2010-12-01 08:28:00', '6', '1.85', '17851.0'],
      ['536367', '2010-12-01 08:34:00', '32', '1.69', '13047.0'],
    ]);
    expect(mapping.records[0]?.fields['person']).toEqual({ column: 'CustomerID', transform: ['integer'] });
  });

  it('reads the currency from the sign, and a date column written otherwise by its own pattern', () => {
    const format = FileFormat.parse({ kind: 'csv', delimiter: ';', decimal: ',', date: 'yyyy/MM/dd' });
    const { mapping } = draft(
      [
        ['Client', 'Commande', 'Date commande', 'Montant'],
        ['1', 'A', '31/12/2025', '12,50 £'],
        ['2', 'B', '30/12/2025', '7,00 £'],
        ['3', 'C', '29/12/2025', '1 200,00 £'],
      ],
      format,
    );
    expect(mapping.records[0]?.fields).toMatchObject({
      currency: { constant: 'GBP' },
      at: { column: 'Date commande', date: 'dd/MM/yyyy' },
    });
  });

  it('of a contact history makes a record for each thing that happened', () => {
    const { kind, mapping } = draft([
      ['campaign', 'customer_id', 'channel', 'sent_at', 'opened_at', 'unsubscribed_at'],
      ['spring', 'C1', 'email', '2026-03-01T08:00:00Z', '2026-03-01T09:00:00Z', ''],
      ['spring', 'C2', 'email', '2026-03-01T08:00:01Z', '', ''],
    ]);
    expect(kind).toBe('contact');
    expect(mapping.records.map(({ fields }) => fields['kind'])).toEqual([
      { constant: 'sent' },
      { constant: 'opened' },
      { constant: 'unsubscribed' },
    ]);
    expect(mapping.records[1]?.when).toEqual([{ column: 'opened_at', empty: false }]);
  });

  it('of a table it knows nothing of says so', () => {
    expect(
      draft([
        ['foo', 'bar'],
        ['x', 'y'],
      ]),
    ).toMatchObject({ kind: null, kindConfidence: 0 });
  });
});
