import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { Words } from '#platform/module';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { CustomerPotential } from './api.ts';
import { alikeWords, type SaidState, saidStates, saidWords } from './potential.ts';
import { newestPotential, type PotentialSnapshot } from './potential-snapshot.store.ts';
import { potentialOf, type PotentialRow } from './potentials.warehouse.ts';
import { traitSources } from './traits.ts';

/** The levels that speak, each with its trait. */
function spokenLevels({ likeness, settings }: PotentialSnapshot, levels: readonly string[]) {
  const sources = traitSources(settings.fields);
  return levels.flatMap((level, at) => {
    const trait = sources.find((one) => one.name === likeness?.traits[at]);
    return trait === undefined ? [] : [{ trait, level }];
  });
}

function declaredOf(row: PotentialRow): CustomerPotential['declared'] {
  const { share, wallet, wallet_low: low, wallet_high: high } = row;
  if (share === null || wallet === null || low === null || high === null) return null;
  return {
    ...{ share, saidAt: row.said_at, spend: trimDecimal(row.said_spend ?? '0') },
    ...{ wallet, low, high },
  };
}

/** What one customer could spend: the figure that speaks, the other beside it, and why. */
export async function customerPotential(
  needs: { db: Database; warehouse: Warehouse },
  customerId: number,
): Promise<Outcome<CustomerPotential>> {
  const snapshot = await newestPotential(needs.db);
  const row = snapshot && (await potentialOf(needs.warehouse, snapshot.snapshotId, customerId));
  if (snapshot === undefined || row === undefined)
    return refuse('not-found', 'no-potential', `Customer ${customerId} is in no computation of potential.`);
  const levels = spokenLevels(snapshot, row.levels);
  const { alike, alike_low: low, alike_high: high } = row;
  const cell = { customers: row.alike_customers, levels };
  const state: SaidState = saidStates.find((one) => one === row.said) ?? 'none';
  const likeness: Words = alikeWords(alike === null ? null : cell, snapshot.refusal?.message ?? null);
  return {
    ...{ customerId, snapshotId: snapshot.snapshotId, asOf: snapshot.asOf.toISOString() },
    ...{
      currency: snapshot.currency,
      spend: trimDecimal(row.spend),
      potential: row.potential,
      room: row.room,
    },
    basis: row.basis === 'declared' || row.basis === 'look-alikes' ? row.basis : null,
    alike:
      alike === null || low === null || high === null
        ? null
        : {
            ...{ amount: alike, low, high, customers: cell.customers },
            levels: levels.map(({ trait, level }) => ({ name: trait.name, label: trait.label, level })),
          },
    declared: declaredOf(row),
    why: row.basis === 'declared' ? [saidWords[state]] : [saidWords[state], likeness],
  };
}
