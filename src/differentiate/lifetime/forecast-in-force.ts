import { listDoneSnapshots } from '#differentiate/value';
import { type Outcome, refuse } from '#platform/errors';
import type { LifetimeNeeds } from './fit-lifetime.ts';
import { newestForecast } from './lifetime-fit.store.ts';
import { isToldByContracts } from './lifetimes.warehouse.ts';

type Forecast = Awaited<ReturnType<typeof newestForecast>>;

/** Why there is no forecast by the pace of buying where renewals tell. */
export const toldByContracts = () =>
  refuse(
    'not-found',
    'forecast-by-contracts',
    'The base is contractual: what customers will bring is told by their renewals, not by the pace of buying. See "chacun value contracts" or the page "To come".',
  );

/**
 * The newest forecast by the pace of buying; undefined before the first. Refuses where renewals tell since what customers will bring: an older forecast by
 * pace would contradict ranks, accounts and segments.
 */
export async function forecastInForce(needs: LifetimeNeeds): Promise<Outcome<{ newest: Forecast }>> {
  const newest = await newestForecast(needs.db);
  const [last] = await listDoneSnapshots(needs.db, 1);
  const isOlder = last !== undefined && newest?.snapshotId !== last.snapshotId;
  if (isOlder && (await isToldByContracts(needs.warehouse, last.snapshotId))) return toldByContracts();
  return { newest };
}
