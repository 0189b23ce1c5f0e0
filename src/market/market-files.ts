import { encodeRows, utf8, windows1252 } from './encode-rows.ts';
import { SOURCES, type Market, type Source } from './market.ts';
import { historyLineRows, orderLineRows } from './order-files.ts';
import type { Order } from './orders.ts';
import { peopleRows } from './people-files.ts';
import { consentRows, contactRows, productRows, truthPairRows, truthPeopleRows } from './side-files.ts';

/** A file of the market, made while it is read: `chunks()` starts anew each time and always gives the same bytes. */
export interface MarketFile {
  readonly name: string;
  readonly kind: 'products' | 'people' | 'order-lines' | 'consents' | 'contacts' | 'truth';
  /** Undefined for the products and the truth. */
  readonly source: Source | undefined;
  chunks(): Iterable<Uint8Array>;
}

const EXTENSION = { shop: 'csv', web: 'csv', phone: 'txt' } as const;
const BYTE_ORDER_MARK = '\ufeff';

/** All files of a market in the order to import them, the truth last; nothing is computed before `chunks()` is read. */
export function marketFiles(market: Market): MarketFile[] {
  const perSource = (
    kind: 'order-lines' | 'consents',
    rows: (market: Market, source: Source) => Iterable<string>,
  ) =>
    SOURCES.map((source) =>
      file(`${source}-${kind}.${EXTENSION[source]}`, kind, source, () => rows(market, source)),
    );
  return [
    file('products.csv', 'products', undefined, () => productRows(market)),
    file('shop-people.csv', 'people', 'shop', () => peopleRows(market, 'shop')),
    file('web-people.jsonl', 'people', 'web', () => peopleRows(market, 'web')),
    file('phone-people.txt', 'people', 'phone', () => peopleRows(market, 'phone')),
    ...perSource('order-lines', historyLineRows),
    ...perSource('consents', consentRows),
    file('web-contacts.csv', 'contacts', 'web', () => contactRows(market)),
    file('truth/pairs.csv', 'truth', undefined, () => truthPairRows(market)),
    file('truth/people.csv', 'truth', undefined, () => truthPeopleRows(market)),
  ];
}

/**
 * Orders, such as a campaign's reactions, as a file in the format of a source's order lines, so that the source's mapping
 * reads it. Orders of other sources are left out. `orders` is called each time the file is read.
 */
export function orderLinesFile(name: string, source: Source, orders: () => Iterable<Order>): MarketFile {
  return file(`${name}.${EXTENSION[source]}`, 'order-lines', source, () => orderLineRows(source, orders()));
}

/** The shop writes Windows-1252 with CRLF, the phone UTF-8 with a byte order mark and CRLF, all others UTF-8 with LF. */
function file(
  name: string,
  kind: MarketFile['kind'],
  source: Source | undefined,
  rows: () => Iterable<string>,
): MarketFile {
  const chunks = (): Iterable<Uint8Array> => {
    if (source === 'shop') return encodeRows(rows(), '\r\n', windows1252);
    if (source === 'phone') return encodeRows(marked(rows()), '\r\n', utf8);
    return encodeRows(rows(), '\n', utf8);
  };
  return { name, kind, source, chunks };
}

function* marked(rows: Iterable<string>): Generator<string> {
  let mark = BYTE_ORDER_MARK;
  for (const row of rows) {
    yield mark + row;
    mark = '';
  }
}
