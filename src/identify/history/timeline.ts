import { productNames } from '#identify/catalogue';
import { findCustomer, noSuchCustomer } from '#identify/customers';
import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import { type TimelineEntry, timelineKinds } from './api.ts';
import { type ContactWords, nameContacts } from './contact-words.ts';
import { readConsentEntries, readRecordEntries } from './timeline.store.ts';
import {
  type After,
  type Asked,
  orderEntry,
  readContacts,
  readEvents,
  readOrders,
} from './timeline.warehouse.ts';

type Kind = (typeof timelineKinds)[number];
type Needs = { readonly db: Database; readonly warehouse: Warehouse; readonly contactWords?: ContactWords };
type Place = { readonly at: string; readonly kind: Kind; readonly key: string };

/** Above every key: of this kind, everything at that moment is still to come. */
const everyKey = '\u{10FFFF}';

/**
 * What happened with one customer, latest first, from both engines in one list: orders (grouped), events, contacts, consents,
 * records. Ordered by time, then kind, then key, so that pages neither repeat nor miss anything. Refuses an unknown customer
 * and a cursor that no page gave.
 */
export async function timeline(
  needs: Needs,
  input: {
    readonly customerId: number;
    readonly kinds?: readonly Kind[] | undefined;
    readonly channel?: string | undefined;
    /** Days, as 2026-11-22: from the beginning of one to the end of the other, UTC. */
    readonly from?: string | undefined;
    readonly until?: string | undefined;
    readonly search?: string | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
): Promise<Outcome<{ items: TimelineEntry[]; nextCursor: string | null }>> {
  const customer = await findCustomer(needs.db, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const place = input.cursor === undefined ? undefined : readCursor(input.cursor);
  if (place === null)
    return refuse(
      'invalid',
      'cursor-unknown',
      'This cursor was not given by this list: start again without one.',
    );
  const kinds = timelineKinds.filter((kind) => input.kinds === undefined || input.kinds.includes(kind));
  const limit = input.limit + 1;
  const narrowed = {
    from: `${input.from ?? '1900-01-01'}T00:00:00.000Z`,
    channel: input.channel ?? '',
    search: input.search ?? '',
  };
  const start: Place | undefined =
    place ??
    (input.until === undefined
      ? undefined
      : { at: `${input.until}T23:59:59.999Z`, kind: timelineKinds[0], key: everyKey });
  const lists = await Promise.all(
    kinds.map((kind) =>
      readKind(needs, kind, {
        ...narrowed,
        personIds: customer.personIds,
        after: afterOf(start, kind),
        limit,
      }),
    ),
  );
  // Sorting is stable: within a kind the order is the engine's own.
  const items = lists
    .flat()
    .sort((a, b) => (a.at === b.at ? rank(a.kind) - rank(b.kind) : a.at < b.at ? 1 : -1))
    .slice(0, limit);
  const page = items.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page,
    nextCursor: items.length > input.limit && last !== undefined ? writeCursor(last) : null,
  };
}

const rank = (kind: Kind) => timelineKinds.indexOf(kind);

function afterOf(place: Place | undefined, kind: Kind): After | undefined {
  if (place === undefined) return undefined;
  const order = rank(kind) - rank(place.kind);
  return { at: place.at, key: order > 0 ? everyKey : order < 0 ? '' : place.key };
}

async function readKind(needs: Needs, kind: Kind, asked: Asked): Promise<TimelineEntry[]> {
  const { db, warehouse } = needs;
  switch (kind) {
    case 'order': {
      const rows = await readOrders(warehouse, asked);
      const names = await productNames(
        db,
        rows.flatMap((row) => row.articles.map(([sku]) => sku)),
      );
      return rows.map((row) => orderEntry(row, names));
    }
    case 'event':
      return readEvents(warehouse, asked);
    case 'contact':
      return nameContacts(needs, await readContacts(warehouse, asked));
    case 'consent':
      return readConsentEntries(db, asked);
    case 'record':
      return readRecordEntries(db, asked);
  }
}

function writeCursor(last: TimelineEntry): string {
  return Buffer.from(JSON.stringify([last.at, last.kind, last.key])).toString('base64url');
}

/** Null when it is not one of ours. */
function readCursor(cursor: string): Place | null {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(read)) return null;
    const [at, kind, key] = read as unknown[];
    const known = timelineKinds.find((one) => one === kind);
    if (typeof at !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)) return null;
    return known === undefined || typeof key !== 'string' || key.includes('\0')
      ? null
      : { at, kind: known, key };
  } catch {
    return null;
  }
}
