import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { decode } from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { createMarket, type Market, type Source } from './market.ts';
import { marketFiles, type MarketFile } from './market-files.ts';
import { personAt } from './person.ts';
import { personOf } from './records.ts';
import { truths } from './truth.ts';

const market = createMarket({ seed: 11, people: 3000, until: '2026-11-22' });
const FIRST_DAY = '2024-11-22';
const LAST_DAY = '2026-11-21';

function fileNamed(from: Market, name: string): MarketFile {
  const file = marketFiles(from).find((candidate) => candidate.name === name);
  if (!file) throw new Error(`no file ${name}`);
  return file;
}

function bytesOf(file: MarketFile): Buffer {
  return Buffer.concat([...file.chunks()]);
}

const rowsRead = new Map<string, Record<string, string>[]>();
/** Rows by an independent reader, after an independent strict decoder; each file is written and read once. */
function rowsOf(name: string): Record<string, string>[] {
  const rows = rowsRead.get(name) ?? readRows(name);
  rowsRead.set(name, rows);
  return rows;
}

function readRows(name: string): Record<string, string>[] {
  const file = fileNamed(market, name);
  // Not TextDecoder for Windows-1252: Node 20's reads 0x80 to 0x9f as Latin-1.
  const bytes = bytesOf(file);
  const isShop = file.source === 'shop';
  const text = isShop
    ? decode(bytes, 'windows-1252')
    : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (name.endsWith('.jsonl')) {
    return text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, string>);
  }
  const delimiter = isShop || name === 'products.csv' ? ';' : file.source === 'phone' ? '\t' : ',';
  return parse(text, {
    columns: true,
    delimiter,
    record_delimiter: isShop || file.source === 'phone' ? '\r\n' : '\n',
  });
}

const PEOPLE_FILES: ReadonlyArray<[Source, string, string, string, string]> = [
  ['shop', 'shop-people.csv', 'N° carte', 'E-mail', 'Téléphone'],
  ['web', 'web-people.jsonl', 'customer_id', 'email', 'phone'],
  ['phone', 'phone-people.txt', 'Ref client', 'Mail', 'Tel'],
];

describe('the same seed gives the same bytes', () => {
  const digest = (from: Market): string[] =>
    marketFiles(from).map(
      (file) => `${file.name} ${createHash('sha256').update(bytesOf(file)).digest('hex')}`,
    );
  const small = { seed: 5, people: 400, until: '2026-11-22' };

  test('twice, from two markets, and other bytes from another seed', () => {
    const one = createMarket(small);
    const first = digest(one);
    expect(digest(one)).toEqual(first);
    expect(digest(createMarket(small))).toEqual(first);
    const other = digest(createMarket({ ...small, seed: 6 }));
    expect(first.filter((line) => other.includes(line))).toEqual([]);
  });
});

describe('truth about records', () => {
  test('every people row is one person’s, every record of the truth is one row', () => {
    const rows = new Map<string, number>();
    for (const [source, name, key] of PEOPLE_FILES) {
      for (const row of rowsOf(name)) {
        const id = `${source} ${row[key]}`;
        const person = personOf(market, source, row[key] ?? '');
        expect(rows.has(id)).toBe(false);
        rows.set(id, person ?? -1);
      }
    }
    let records = 0;
    for (const truth of truths(market)) {
      for (const { source, key } of truth.records) {
        expect(rows.get(`${source} ${key}`)).toBe(truth.person);
        records++;
      }
    }
    expect(records).toBe(rows.size);
    expect(personOf(market, 'web', 'C12')).toBeUndefined();
    expect(personOf(market, 'shop', '2900000000000')).toBeUndefined();
  });

  test('second records in a source come at the stated rate', () => {
    const large = createMarket({ seed: 3, people: 12_000, until: '2026-11-22' });
    const firsts = { shop: 0, web: 0, phone: 0 };
    const seconds = { shop: 0, web: 0, phone: 0 };
    for (const { records } of truths(large)) {
      for (const { source, slot } of records) (slot === 0 ? firsts : seconds)[source]++;
    }
    for (const source of ['shop', 'web', 'phone'] as const) {
      const share = large.parameters.duplicateShare[source];
      const error = seconds[source] / firsts[source] - share;
      expect(Math.abs(error)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / firsts[source]));
    }
  });

  test('nobody shares an e-mail with somebody else; mobiles are shared only by a slip of digits', () => {
    const owners = new Map<string, number>();
    const phones = new Map<string, number>();
    let foreign = 0;
    let written = 0;
    for (const [source, name, key, email, phone] of PEOPLE_FILES) {
      for (const row of rowsOf(name)) {
        const person = personOf(market, source, row[key] ?? '') ?? -1;
        const address = (row[email] ?? '').toLowerCase();
        expect(owners.get(address) ?? person).toBe(person);
        if (address !== '') owners.set(address, person);
        const number = (row[phone] ?? '').replace(/\D/g, '').slice(-9);
        if (!/^[67]/.test(number)) continue;
        written++;
        if ((phones.get(number) ?? person) !== person) foreign++;
        phones.set(number, person);
        expect(address === '' || address.endsWith('.example')).toBe(true);
      }
    }
    expect(written).toBeGreaterThan(2000);
    expect(foreign).toBeLessThanOrEqual(1);
  });

  test('people of a household live together', () => {
    let together = 0;
    for (let index = 1; index < 2000; index++) {
      const [one, other] = [personAt(market, index - 1), personAt(market, index)];
      if (one.household.index !== other.household.index) continue;
      together++;
      expect(other.household).toEqual(one.household);
    }
    expect(together).toBeGreaterThan(500);
  });
});

describe('every row can be read', () => {
  const products = new Map(rowsOf('products.csv').map((row) => [row['Code article'] ?? '', row]));
  const known = new Set(
    PEOPLE_FILES.flatMap(([source, name, key]) => rowsOf(name).map((row) => `${source} ${row[key]}`)),
  );
  const cents = (text: string | undefined): number =>
    Math.round(Number((text ?? '').replace(/\u00a0/g, '').replace(',', '.')) * 100);

  test('products: prices, some costs unknown, EAN-13 check digits', () => {
    expect(products.size).toBeGreaterThan(200);
    let unknown = 0;
    for (const row of products.values()) {
      expect(cents(row['Prix de vente HT'])).toBeGreaterThan(0);
      if (row['Prix de revient HT'] === '') unknown++;
      expect(cents(row['Prix de revient HT'])).toBeLessThan(cents(row['Prix de vente HT']));
      const sum = [...(row.EAN ?? '')].reduce(
        (total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3),
        0,
      );
      expect(row.EAN).toMatch(/^\d{13}$/);
      expect(sum % 10).toBe(0);
    }
    expect(unknown).toBeGreaterThan(0);
    expect(unknown).toBeLessThan(products.size / 4);
  });

  test.each([
    [
      'shop',
      'shop-order-lines.csv',
      [
        'N° ticket',
        'Ligne',
        'N° carte',
        'Date',
        'Code article',
        'Quantité',
        'Prix unitaire HT',
        'Remise HT',
        'Montant HT',
        'Ticket d’origine',
      ],
    ],
    [
      'web',
      'web-order-lines.csv',
      [
        'order_id',
        'line',
        'customer_id',
        'ordered_at',
        'sku',
        'quantity',
        'unit_price',
        'discount',
        'amount',
        'return_of',
      ],
    ],
    [
      'phone',
      'phone-order-lines.txt',
      [
        'Commande',
        'Ligne',
        'Ref client',
        'Date',
        'Article',
        'Qte',
        'PU HT',
        'Remise HT',
        'Total HT',
        'Retour de',
      ],
    ],
  ] as const)(
    '%s order lines: keys known, dates inside, amounts add up, returns negative',
    (source, name, columns) => {
      const seen = new Set<string>();
      let anonymous = 0;
      let returned = 0;
      const rows = rowsOf(name);
      for (const row of rows) {
        const [order, line, key, date, product, quantity, price, discount, amount, returnOf] = columns.map(
          (column) => row[column] ?? '',
        );
        const id = `${order} ${line}`;
        expect(seen.has(id)).toBe(false);
        seen.add(id);
        if (key === '') anonymous++;
        else if (!known.has(`${source} ${key}`)) throw new Error(`unknown ${source} ${key}`);
        expect(products.has(product ?? '')).toBe(true);
        const day =
          source === 'shop'
            ? (date ?? '').replace(/^(\d\d)\/(\d\d)\/(\d{4}) .*/, '$3-$2-$1')
            : (date ?? '').slice(0, 10);
        expect(day >= FIRST_DAY && day <= LAST_DAY).toBe(true);
        expect(Number(quantity) * cents(price) - cents(discount)).toBe(cents(amount));
        expect(Number(quantity) < 0).toBe(returnOf !== '');
        if (returnOf !== '') returned++;
      }
      expect(rows.length).toBeGreaterThan(500);
      expect(returned / rows.length).toBeGreaterThan(0.03);
      expect(anonymous > 0).toBe(source === 'shop');
    },
  );

  test('consents: each withdrawal follows a grant to the same record and channel', () => {
    const granted = new Map<string, string>();
    let withdrawals = 0;
    for (const { customer_id, channel, status, at = '' } of rowsOf('web-consents.csv')) {
      expect(known.has(`web ${customer_id}`)).toBe(true);
      expect(at.slice(0, 10) >= FIRST_DAY && at.slice(0, 10) <= LAST_DAY).toBe(true);
      if (status === 'granted') granted.set(`${customer_id} ${channel}`, at);
      if (status !== 'withdrawn') continue;
      withdrawals++;
      expect(at > (granted.get(`${customer_id} ${channel}`) ?? '9')).toBe(true);
    }
    expect(withdrawals).toBeGreaterThan(5);
    expect(
      rowsOf('shop-consents.csv').every((row) => /^(accord|refus|retrait)$/.test(row.Statut ?? '')),
    ).toBe(true);
    expect(rowsOf('phone-consents.txt').every((row) => known.has(`phone ${row['Ref client']}`))).toBe(true);
  });

  test('contacts: only accounts that agreed, none after unsubscribing, opens before clicks', () => {
    const agreed = new Set(
      rowsOf('web-consents.csv')
        .filter((row) => row.channel === 'email' && row.status === 'granted')
        .map((row) => row.customer_id),
    );
    const gone = new Set<string>();
    let opened = 0;
    const rows = rowsOf('web-contacts.csv');
    for (const row of rows) {
      const id = row.customer_id ?? '';
      expect(agreed.has(id)).toBe(true);
      expect(gone.has(id)).toBe(false);
      if (row.opened_at !== '') opened++;
      expect(
        row.clicked_at === '' || (row.opened_at !== '' && (row.clicked_at ?? '') > (row.opened_at ?? '9')),
      ).toBe(true);
      if (row.unsubscribed_at !== '') gone.add(id);
    }
    const { openA, openB } = market.parameters.response;
    expect(Math.abs(opened / rows.length - openA / (openA + openB))).toBeLessThan(0.04);
  });
});
