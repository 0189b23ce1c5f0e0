import { isRefusal } from '#analytics/value';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import type { LifetimeSettings } from './api.ts';
import { fitHistories } from './fit-histories.ts';
import {
  type Buyers,
  buyersOfFacts,
  buyersOfSnapshot,
  countSetAside,
  drawHistories,
  drawnHistories,
  type SetAside,
} from './histories.warehouse.ts';
import { insertFit, type StoredFit } from './lifetime-fit.store.ts';
import { readLifetimeSettings } from './lifetime-settings.ts';
import { type Cut, sampleOf } from './sample.ts';

export type LifetimeNeeds = { readonly db: Database; readonly warehouse: Warehouse; readonly clock: Clock };

const day = 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Of how many customers one is drawn for a fit. */
export const drawnOneIn = ({ customers }: Buyers, { sampleCustomers }: LifetimeSettings): number =>
  Math.max(1, Math.ceil(customers / sampleCustomers));

/** The last day the models may see, and how many are left to judge them by. */
function cutOf({ first }: Buyers, asOf: Date, share: number): Cut {
  const end = Math.floor(asOf.getTime() / day) * day;
  const days = Math.round((end - Date.parse(first)) / day);
  const daysAfter = Math.max(1, Math.round(days * share));
  return { cutDay: dayOf(end - daysAfter * day), daysAfter };
}

function setAside({ later, worthless }: SetAside): { code: string; message: string }[] {
  return [
    ...(later > 0
      ? [
          {
            code: 'future-lines',
            message: `${later} lines dated after the moment of the fit were set aside.`,
          },
        ]
      : []),
    ...(worthless > 0
      ? [
          {
            code: 'worthless-lines',
            message: `${worthless} lines were sold for nothing or less: a day that sums to nothing is no purchase.`,
          },
        ]
      : []),
  ];
}

/**
 * Fits the models of what is to come to the history up to a moment and keeps the fit; a history that cannot tell is kept as a
 * refusal in words, so that the screen can say it. Everyone's history counts up to `sampleCustomers`, beyond that a fixed draw: by the facts, or with `snapshotId` by the
 * histories put aside for that snapshot.
 */
export async function fitLifetime(
  needs: LifetimeNeeds,
  input: { asOf: Date; currency: string; settings?: LifetimeSettings; snapshotId?: number },
): Promise<StoredFit> {
  const { asOf, currency } = input;
  const settings = input.settings ?? (await readLifetimeSettings(needs.db));
  const keep = (fitted: StoredFit['fitted'], refusal: StoredFit['refusal']) =>
    insertFit(needs.db, { asOf, settings, currency, fitted, refusal, at: needs.clock.now() });
  const { snapshotId } = input;
  const buyers =
    snapshotId === undefined
      ? await buyersOfFacts(needs.warehouse, input)
      : await buyersOfSnapshot(needs.warehouse, snapshotId);
  if (buyers.customers === 0)
    return keep(null, { code: 'no-transactions', message: 'No identified customer bought anything yet.' });
  const oneIn = drawnOneIn(buyers, settings);
  const drawn =
    snapshotId === undefined
      ? await drawHistories(needs.warehouse, { asOf, currency, oneIn })
      : await drawnHistories(needs.warehouse, snapshotId);
  if (drawn.length === 0)
    return keep(null, {
      code: 'no-transactions',
      message: 'No purchase was above zero: nothing tells what is to come.',
    });
  const [aside, fit] = await Promise.all([
    countSetAside(needs.warehouse, input),
    fitHistories(sampleOf(drawn, { asOf, ...cutOf(buyers, asOf, settings.holdOutShare) }), settings),
  ]);
  if (isRefusal(fit)) return keep(null, { code: fit.code, message: fit.message });
  const { cautions } = fit;
  return keep(
    {
      ...fit,
      customers: oneIn === 1 ? drawn.length : buyers.customers,
      sampled: drawn.length,
      cautions: [...cautions, ...setAside(aside)],
    },
    null,
  );
}
