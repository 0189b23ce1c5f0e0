import type { Clock } from '#platform/clock';
import type { DatabaseServer } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { findCopy, nextSides, saveCopy } from './assignments.store.ts';

const batchSize = 50_000;

/**
 * Copies a campaign's sides from the ledger to the warehouse, once. A batch is inserted under a token before its end is
 * noted, so a crash repeats it without doubling it; two at once wait for each other.
 */
export async function copyAssignments(
  campaignId: number,
  needs: { database: DatabaseServer; warehouse: Warehouse; clock: Clock },
): Promise<void> {
  await needs.database.withLock(`chacun:assignments:${campaignId}`, async () => {
    let state = await findCopy(needs.database.db, campaignId);
    while (!state.completed) {
      const sides = await nextSides(needs.database.db, campaignId, state.after, batchSize);
      await needs.warehouse.insert(
        'effect_assignments',
        sides.map(({ personId, arm }) => ({
          campaign_key: `campaign:${campaignId}`,
          person_id: personId,
          arm,
        })),
        { deduplicationToken: `assignments:${campaignId}:${state.batches}` },
      );
      state = {
        batches: state.batches + 1,
        after: sides.at(-1)?.customerId ?? state.after,
        completed: sides.length < batchSize,
      };
      await saveCopy(needs.database.db, campaignId, state, needs.clock.now());
    }
  });
}
