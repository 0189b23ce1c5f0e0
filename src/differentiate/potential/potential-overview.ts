import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { PotentialOverview } from './api.ts';
import { basisLabels } from './potential.ts';
import { newestPotential } from './potential-snapshot.store.ts';
import { basisTotals, speakingCells } from './potentials.warehouse.ts';
import { traitSources } from './traits.ts';
import { usableFields } from './traits.warehouse.ts';

const cellsShown = 50;

/** What the base could spend, by whom it is told, the groups of customers alike and how well they tell. */
export async function potentialOverview(needs: {
  db: Database;
  warehouse: Warehouse;
}): Promise<Outcome<PotentialOverview>> {
  const snapshot = await newestPotential(needs.db);
  if (snapshot === undefined)
    return refuse(
      'not-found',
      'no-potential-yet',
      'Potential was not computed yet: refresh the value after the first import of sales.',
    );
  const { snapshotId, settings, likeness } = snapshot;
  const bases = await basisTotals(needs.warehouse, snapshotId);
  const cells = await speakingCells(needs.warehouse, snapshotId, cellsShown);
  const fields = await usableFields(needs.warehouse);
  const sources = traitSources(settings.fields);
  return {
    ...{ snapshotId, asOf: snapshot.asOf.toISOString(), currency: snapshot.currency },
    ...{ settings, likeness, refusal: snapshot.refusal },
    traits: sources.map(({ name, label }) => ({ name, label })),
    bases: bases.map((one) => ({
      ...one,
      label: basisLabels[one.basis] ?? { fr: one.basis, en: one.basis },
    })),
    cells: cells.map(({ learnt_from: learntFrom, ...cell }) => ({ ...cell, learntFrom })),
    fields: fields.map((field) => ({ ...field, used: settings.fields.includes(field.name) })),
  };
}
