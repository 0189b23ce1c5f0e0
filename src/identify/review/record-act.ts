import { probabilityOf } from '#analytics/matching';
import { refreshCustomers } from '#identify/customers';
import {
  type ActKind,
  type ActScope,
  type Decision,
  insertAct,
  unsettle,
  weighPersons,
} from '#identify/matching';
import type { Clock } from '#platform/clock';
import type { Database, DatabaseTransaction } from '#platform/database';
import type { Events } from '#platform/events';
import { type Refusal, refuse } from '#platform/errors';

export type ActNeeds = {
  readonly db: Database;
  readonly clock: Clock;
  readonly events: Pick<Events, 'say'>;
  /** Persons whose customers are derived while somebody waits for the answer (2,000). */
  readonly derivedAtOnce?: number | undefined;
};

/** Who decides, and in what words. */
export type By = { readonly by: string; readonly note: string };

/**
 * An act as answered: its number, to undo it, and the customers concerned as they are now; when it concerns too many to wait for, these
 * are left to the next run of matching and `unsettled` says how many persons they are.
 */
export type ActDone = {
  readonly actId: number;
  readonly customerIds: number[];
  readonly unsettled: number;
};

/** So many pairs an act says something of at most. */
export const pairsMost = 50_000;

export const tooManyPairs = (pairs: number, most = pairsMost): Refusal =>
  refuse(
    'invalid',
    'too-many-pairs',
    `This would decide ${pairs} pairs of records at once; ${most} is the most. Do it in parts.`,
  );

/**
 * Writes down what somebody decided and derives the customers concerned anew, in the same transaction, under the identity lock (taken by the
 * caller before what is decided was read).
 */
export async function recordAct(
  trx: DatabaseTransaction,
  needs: Pick<ActNeeds, 'clock' | 'events' | 'derivedAtOnce'>,
  act: By & {
    readonly kind: ActKind;
    readonly undoes?: number;
    readonly scope?: ActScope;
    readonly decisions: readonly Decision[];
  },
  concerned: readonly number[],
): Promise<ActDone> {
  const at = needs.clock.now();
  const actId = await insertAct(trx, { ...act, at });
  const isMuch = concerned.length > (needs.derivedAtOnce ?? 2_000);
  if (isMuch) await unsettle(trx, concerned);
  const customerIds = isMuch ? [] : await refreshCustomers(trx, { personIds: concerned, at });
  await needs.events.say(trx, 'customers.changed', { by: 'review' });
  return {
    ...{ actId, customerIds: customerIds.toSorted((a, b) => a - b) },
    unsettled: isMuch ? concerned.length : 0,
  };
}

/** Every pair of a person of one group and a person of another. */
export function crossPairs(groups: readonly (readonly number[])[]): [number, number][] {
  return groups.flatMap((group, place) =>
    groups
      .slice(place + 1)
      .flatMap((other) =>
        group.flatMap((a) => other.map((b): [number, number] => (a < b ? [a, b] : [b, a]))),
      ),
  );
}

/** Every pair within each group. */
export function innerPairs(groups: readonly (readonly number[])[]): [number, number][] {
  return groups.flatMap((group) => crossPairs(group.map((person) => [person])));
}

/** A verdict on pairs that nobody looked at one by one: it holds, but teaches nothing of the model. */
export const unlabelled = (
  pairs: readonly (readonly [number, number])[],
  verdict: Decision['verdict'],
): Decision[] => pairs.map(([low, high]) => ({ low, high, verdict, probability: null }));

/** A verdict on a pair that somebody looked at, with what the model said then: a label. */
export async function labelled(
  db: Database,
  [low, high]: readonly [number, number],
  verdict: Decision['verdict'],
): Promise<Decision> {
  const bits = (await weighPersons(db, [low, high]))(low, high);
  return { low, high, verdict, probability: bits === undefined ? null : probabilityOf(bits) };
}
