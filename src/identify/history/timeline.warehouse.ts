import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { TimelineEntry } from './api.ts';
import type { BareContact } from './contact-words.ts';

/** Entries of one kind strictly after this place: later than `at` is past, and at `at` itself only keys below `key`. */
export type After = { readonly at: string; readonly key: string };

/** Of whom, from where on, how many, and what narrows it; an empty text narrows nothing. */
export type Asked = {
  readonly personIds: readonly number[];
  readonly after: After | undefined;
  readonly limit: number;
  readonly from: string;
  readonly channel: string;
  readonly search: string;
};

const end: After = { at: '2299-12-31T23:59:59.999Z', key: '' };

function bound({ personIds, after = end, limit, from, channel, search }: Asked) {
  return {
    personIds,
    at: after.at.replace('Z', ''),
    key: after.key,
    limit,
    from: from.replace('Z', ''),
    channel,
    search,
  };
}

/** Entries after the place asked, not before the day asked, through the channel and holding the text asked. */
const wanted = (channel: string, texts: readonly string[]) => `
  (at < {at:DateTime64(3, 'UTC')} OR (at = {at:DateTime64(3, 'UTC')} AND key < {key:String}))
  AND at >= {from:DateTime64(3, 'UTC')} AND ({channel:String} = '' OR ${channel} = {channel:String})
  AND ({search:String} = '' OR positionCaseInsensitiveUTF8(concatWithSeparator(' ', ${texts.join(', ')}), {search:String}) > 0)`;

export type OrderRow = {
  readonly key: string;
  readonly at: string;
  readonly person_id: number;
  readonly source_id: number;
  readonly order_key: string;
  readonly net: string;
  readonly currency: string;
  readonly lines: number;
  readonly units: string;
  readonly return_lines: number;
  readonly channel: string;
  readonly store: string;
  readonly articles: readonly (readonly [sku: string, quantity: string, net: string])[];
};

/** One row per order of these persons; an order is one key of one source, dated by its first line. */
const ordersOfPersons = `
  SELECT concat(toString(source_id), '/', order_key) AS key, min(ordered_at) AS at, min(order_lines.person_id) AS person_id,
         source_id, order_key, sum(order_lines.net) AS net, any(currency) AS currency, count() AS lines,
         sum(quantity) AS units, countIf(quantity < 0) AS return_lines, any(channel) AS channel, any(store) AS store,
         arraySlice(arrayReverseSort(line -> abs(line.3), groupArray((sku, quantity, order_lines.net))), 1, 3) AS articles,
         arrayStringConcat(groupUniqArray(toString(sku)), ' ') AS skus
  FROM order_lines WHERE order_lines.person_id IN {personIds:Array(UInt64)}
  GROUP BY source_id, order_key`;

/** Shows an order; `names` gives the names of articles where known. */
export function orderEntry(
  row: OrderRow,
  names: ReadonlyMap<string, string>,
): Extract<TimelineEntry, { kind: 'order' }> {
  return {
    kind: 'order',
    key: row.key,
    at: new Date(row.at).toISOString(),
    personId: row.person_id,
    sourceId: row.source_id,
    orderKey: row.order_key,
    net: trimDecimal(row.net),
    currency: row.currency,
    lines: row.lines,
    units: trimDecimal(row.units),
    returnLines: row.return_lines,
    channel: row.channel,
    store: row.store,
    articles: row.articles.map(([sku, quantity, net]) => ({
      sku,
      name: names.get(sku) ?? '',
      quantity: trimDecimal(quantity),
      net: trimDecimal(net),
    })),
  };
}

export function readOrders(warehouse: Warehouse, asked: Asked): Promise<OrderRow[]> {
  return warehouse.query<OrderRow>(
    `SELECT * EXCEPT skus FROM (${ordersOfPersons}) WHERE ${wanted('channel', ['order_key', 'toString(store)', 'toString(channel)', 'skus'])} ORDER BY at DESC, key DESC LIMIT {limit:UInt32}`,
    bound(asked),
  );
}

type EventRow = {
  key: string;
  at: string;
  person_id: number;
  source_id: number;
  type: string;
  amount: string | null;
  currency: string;
  properties: string;
};

/** Properties are JSON text; what is not an object is shown as it is. */
function propertiesOf(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return { ...read };
  } catch {
    // Not JSON: shown below.
  }
  return text === '' ? {} : { text };
}

export async function readEvents(
  warehouse: Warehouse,
  asked: Asked,
): Promise<Extract<TimelineEntry, { kind: 'event' }>[]> {
  const rows = await warehouse.query<EventRow>(
    `SELECT * FROM (
       SELECT concat(type, '/', toString(import_id), '/', toString(chunk), '/', toString(line), '/', toString(person_id)) AS key,
              occurred_at AS at, person_id, source_id, type, amount, currency, properties
       FROM events WHERE person_id IN {personIds:Array(UInt64)}
     ) WHERE ${wanted("''", ['toString(type)', 'properties'])} ORDER BY at DESC, key DESC LIMIT {limit:UInt32}`,
    bound(asked),
  );
  return rows.map((row) => ({
    kind: 'event',
    key: row.key,
    at: new Date(row.at).toISOString(),
    personId: row.person_id,
    sourceId: row.source_id,
    type: row.type,
    amount: row.amount === null ? null : trimDecimal(row.amount),
    currency: row.currency,
    properties: propertiesOf(row.properties),
  }));
}

type ContactRow = {
  readonly key: string;
  readonly at: string;
  readonly person_id: number;
  readonly source_id: number;
  readonly campaign_key: string;
  readonly step: string;
  readonly channel: string;
  readonly what: string;
  readonly arm: string;
  readonly reason: string;
  readonly link: string;
};

/** One row per contact or reaction of these persons. */
const contactsOfPersons = `
  SELECT concat(campaign_key, '/', step, '/', kind, '/', message_id, '/', link, '/', toString(import_id), '/', toString(line)) AS key,
         occurred_at AS at, person_id, source_id, campaign_key, step, channel, kind AS what, arm, reason, link, message_id
  FROM contacts WHERE person_id IN {personIds:Array(UInt64)}`;

function contactEntry(row: ContactRow): BareContact {
  return {
    kind: 'contact',
    key: row.key,
    at: new Date(row.at).toISOString(),
    personId: row.person_id,
    sourceId: row.source_id,
    campaignKey: row.campaign_key,
    step: row.step,
    channel: row.channel,
    what: row.what,
    arm: row.arm,
    reason: row.reason,
    link: row.link,
  };
}

export async function readContacts(warehouse: Warehouse, asked: Asked): Promise<BareContact[]> {
  const rows = await warehouse.query<ContactRow>(
    `SELECT * FROM (${contactsOfPersons}) WHERE ${wanted('channel', ['campaign_key', 'toString(what)', 'toString(reason)', 'link'])} ORDER BY at DESC, key DESC LIMIT {limit:UInt32}`,
    bound(asked),
  );
  return rows.map(contactEntry);
}
