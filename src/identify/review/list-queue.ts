import { z } from 'zod';
import { bitsOf, probabilityOf } from '#analytics/matching';
import { findModelInForce, mergeBits, readMatchingSettings } from '#identify/matching';
import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import { type QueueItem, QueueOrder, type QueueQuery, type QueueReply } from './api.ts';
import { describeSides } from './describe-sides.ts';
import {
  countWaiting,
  listJoined,
  listWaiting,
  type QueuedPair,
  type QueueRange,
  waitingOf,
} from './queue.store.ts';

export type PairKind = QueueItem['kind'];

/** The odds that a kind of pair has; undefined before a model is in force, or when matching is off. */
export async function rangeOf(db: Database, kind: PairKind): Promise<QueueRange | undefined> {
  const settings = await readMatchingSettings(db);
  const model = await findModelInForce(db);
  if (model === undefined || !settings.on) return undefined;
  const [review, merge] = [bitsOf(settings.reviewFrom), mergeBits(settings)];
  return kind === 'doubtful'
    ? { modelId: model.modelId, fromBits: review, belowBits: merge }
    : { modelId: model.modelId, fromBits: merge, belowBits: Number.POSITIVE_INFINITY };
}

type QueueAsked = Omit<QueueQuery, 'order'> & { readonly order?: QueueQuery['order'] };

const Cursor = z.union([
  z.object({
    ...{ order: QueueOrder, unsure: z.boolean(), rank: z.number(), doubt: z.number() },
    ...{ low: z.int(), high: z.int() },
  }),
  z.object({ draw: z.string() }),
]);

/** A page of the pairs that somebody should look at, in one of four orders. Refuses a cursor that no page of that order gave. */
export async function listQueue(
  db: Database,
  { kind, order = 'worth', limit, cursor }: QueueAsked,
): Promise<Outcome<z.infer<typeof QueueReply>>> {
  const after = readCursor(cursor);
  if (after === null || (after !== undefined && 'order' in after && after.order !== order))
    return refuse(
      'invalid',
      'bad-cursor',
      'This page of the list cannot be found: start again from the first one.',
    );
  const range = await rangeOf(db, kind);
  if (range === undefined) return { items: [], nextCursor: null, total: 0 };
  if (kind === 'joined') {
    const pairs = await listJoined(db, range, after && 'draw' in after ? after.draw : '', limit + 1);
    const shown = pairs.slice(0, limit);
    const draw = shown.at(-1)?.draw;
    const nextCursor = pairs.length > limit && draw !== undefined ? writeCursor({ draw }) : null;
    return { items: await describePairs(db, shown, () => kind), nextCursor, total: null };
  }
  const from = after && 'low' in after ? after : undefined;
  const pairs = await listWaiting(db, range, { order, after: from, limit: limit + 1 });
  const shown = pairs.slice(0, limit);
  const last = shown.at(-1);
  const place = last && {
    ...{ order, unsure: last.unsure, rank: last.rank, doubt: Math.abs(last.bits) },
    ...{ low: last.low, high: last.high },
  };
  return {
    items: await describePairs(db, shown, () => kind),
    nextCursor: pairs.length > limit && place !== undefined ? writeCursor(place) : null,
    total: after === undefined ? await countWaiting(db, range) : null,
  };
}

/** The pairs of a customer with others that somebody should look at, the likeliest first. */
export async function suspectsOf(db: Database, personIds: readonly number[]): Promise<QueueItem[]> {
  const doubtful = await rangeOf(db, 'doubtful');
  if (doubtful === undefined) return [];
  const pairs = await waitingOf(db, { ...doubtful, belowBits: Number.POSITIVE_INFINITY }, personIds);
  return describePairs(db, pairs, ({ bits }) => (bits < doubtful.belowBits ? 'doubtful' : 'contradiction'));
}

async function describePairs(
  db: Database,
  pairs: readonly QueuedPair[],
  kindOf: (pair: QueuedPair) => PairKind,
): Promise<QueueItem[]> {
  if (pairs.length === 0) return [];
  const sides = await describeSides(
    db,
    pairs.flatMap(({ low, high }) => [low, high]),
  );
  return pairs.flatMap((pair): QueueItem[] => {
    const { low, high, bits, unsure, stake, currency } = pair;
    const [one, other] = [sides.get(low), sides.get(high)];
    if (one === undefined || other === undefined) return [];
    return [
      {
        ...{ low, high, kind: kindOf(pair), bits, unsure },
        probability: probabilityOf(bits),
        stake: stake === null || currency === null ? null : { netSales: trimDecimal(stake), currency },
        sides: [one, other],
      },
    ];
  });
}

const writeCursor = (place: z.infer<typeof Cursor>) =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place a cursor names; null when no page gave it. */
function readCursor(cursor: string | undefined): z.infer<typeof Cursor> | undefined | null {
  if (cursor === undefined) return undefined;
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return null;
  }
}
