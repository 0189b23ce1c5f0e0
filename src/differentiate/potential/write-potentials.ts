import { isRefusal } from '#analytics/value';
import { dropSnapshotOf, type SnapshotPart } from '#differentiate/value';
import type { Database } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { learnLikeness } from './learn-likeness.ts';
import { readPotentialSettings } from './potential-settings.ts';
import { savePotentialSnapshot } from './potential-snapshot.store.ts';
import { writeCells, writePotentials } from './potentials.warehouse.ts';
import { traitSources } from './traits.ts';
import { distinctLevels, drawLearners, writeTraits } from './traits.warehouse.ts';

/** Enough customers to tell groups by, learnt within a second or two. */
const learnersMost = 10_000;

/**
 * What each customer could spend, for every snapshot of value. Groups of customers alike are learnt from a fixed draw and told by sets of levels, which
 * are far fewer than customers. Where too few can be learnt from, the reason is kept and only what customers said speaks.
 */
export function potentialPart(needs: { db: Database; warehouse: Warehouse }): SnapshotPart {
  const { db, warehouse } = needs;
  return {
    tables: ['customer_potentials', 'potential_cells', 'customer_traits'],
    write: async (snapshot, signal) => {
      const { snapshotId } = snapshot;
      const settings = await readPotentialSettings(db);
      const names = traitSources(settings.fields).map((trait) => trait.name);
      await writeTraits(warehouse, snapshot, settings.fields);
      const drawn = await drawLearners(warehouse, snapshotId, learnersMost);
      const learnt = learnLikeness(names, drawn, settings);
      signal?.throwIfAborted();
      const isLearnt = !isRefusal(learnt);
      const places = isLearnt ? learnt.places : [];
      if (isLearnt) {
        const sets = await distinctLevels(warehouse, snapshotId, places);
        await writeCells(warehouse, snapshotId, sets.map(learnt.cellOf));
      }
      await writePotentials(warehouse, snapshot, { places, settings });
      await savePotentialSnapshot(db, {
        ...{ snapshotId, settings, likeness: isLearnt ? learnt.likeness : null },
        refusal: isLearnt ? null : { code: learnt.code, message: learnt.message },
      });
      await dropSnapshotOf(warehouse, 'customer_traits', snapshotId);
    },
  };
}
