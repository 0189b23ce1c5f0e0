import { createMarket, type MarketOptions, marketFiles } from '#market';

/** The columns of a record of the simulated retailer, whichever source it comes from. */
export const marketColumns = [
  'source',
  'key',
  'civility',
  'family_name',
  'given_name',
  'birth_date',
  'street',
  'complement',
  'postcode',
  'city',
  'phone',
  'email',
  'created_on',
] as const;

/** The people of a simulated retailer's three sources as one list, with who each truly is beside it. */
export type MarketRecords = {
  readonly rows: readonly (readonly string[])[];
  readonly persons: Int32Array;
  readonly households: Int32Array;
};

/** Makes a market and reads its people files: every record as values of `marketColumns`, dates as yyyy-mm-dd. */
export function readMarketRecords(options: MarketOptions): MarketRecords {
  const texts = new Map<string, string>();
  for (const file of marketFiles(createMarket(options))) {
    if (!/people|pairs/.test(file.name) || file.name === 'truth/people.csv') continue;
    const windows = file.name.startsWith('shop');
    texts.set(file.name, Array.from(file.chunks(), (chunk) => decode(chunk, windows)).join(''));
  }
  const lines = (name: string) => (texts.get(name) ?? '').split(/\r?\n/).filter((line) => line !== '');
  const truth = new Map(
    lines('truth/pairs.csv')
      .slice(1)
      .map((line) => {
        const [source, key, person, household] = line.split(/[,;]/);
        return [`${source} ${key}`, [Number(person), Number(household)]] as const;
      }),
  );
  const shop = lines('shop-people.csv')
    .slice(1)
    .map((line) => ['shop', ...cells(line, ';')]);
  const phone = lines('phone-people.txt')
    .slice(1)
    .map((line) => ['phone', ...cells(line, '\t')]);
  const web = lines('web-people.jsonl').map((line) =>
    fromJson(JSON.parse(line) as Record<string, string | null>),
  );
  const rows = [...shop.map(frenchDates), ...phone, ...web];
  const known = rows.map(([source, key]) => truth.get(`${source} ${key}`) ?? [-1, -1]);
  return {
    rows,
    persons: Int32Array.from(known, ([person = -1]) => person),
    households: Int32Array.from(known, ([, household = -1]) => household),
  };
}

const decode = (chunk: Uint8Array | string, windows: boolean) =>
  typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString(windows ? 'latin1' : 'utf8');

const cells = (line: string, delimiter: string) =>
  line.split(delimiter).map((value) => value.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'));

const frenchDates = (row: string[]) =>
  row.map((value) => value.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$2-$1'));

const fromJson = (record: Record<string, string | null>) => [
  'web',
  ...['customer_id', 'title', 'last_name', 'first_name', 'birth_date', 'street', 'address_2'].map(
    (name) => record[name] ?? '',
  ),
  ...['postcode', 'city', 'phone', 'email', 'created_at'].map((name) => record[name] ?? ''),
];
