import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { type Words, words } from '#platform/module';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { ContractsOverview, CustomerContracts } from './api.ts';
import { type ContractSnapshot, newestContracts } from './contract-snapshot.store.ts';
import {
  contractEnds,
  type ContractRow,
  contractsOf,
  contractStates,
  customersWithoutForecast,
  residualTotal,
} from './contracts.warehouse.ts';

type Needs = { readonly db: Database; readonly warehouse: Warehouse };

const withinDays = [30, 60, 90, 180, 365];

/** What goes against the way the base is forecast: contracts read as free purchases, or the reverse. */
function cautionsOf({ settings, fitted }: ContractSnapshot, contracts: number, without: number): Words[] {
  const isContractual = contracts > 0;
  if (isContractual && !settings.contractual)
    return [
      words(
        'Des contrats sont enregistrés, mais les ventes à venir sont prévues comme si les clients partaient sans le dire (BG/NBD). Si l’on achète chez vous par contrat, déclarez la base contractuelle.',
        'Contracts are on record, but sales to come are forecast as if customers left without a word (BG/NBD). If one buys from you by contract, declare the base contractual.',
      ),
    ];
  if (!settings.contractual) return [];
  if (!isContractual)
    return [
      words(
        'La base est déclarée contractuelle, mais aucun contrat n’est enregistré : importez des événements « contract » avec leur échéance. D’ici là les ventes à venir suivent le rythme des achats.',
        'The base is declared contractual, but no contract is on record: import events “contract” with their end. Until then sales to come follow the pace of purchases.',
      ),
    ];
  if (fitted === null)
    return [
      words(
        'Les contrats ne permettent pas encore de dire combien ils durent : les ventes à venir suivent le rythme des achats.',
        'Contracts do not tell yet how long they last: sales to come follow the pace of purchases.',
      ),
    ];
  if (without > 0)
    return [
      words(
        `Clients sans contrat : ${without}. Rien n’est prévu pour eux : leurs ventes à venir et leur probabilité d’être encore clients restent inconnues.`,
        `Customers without a contract: ${without}. Nothing is forecast for them: their sales to come and probability of still being a customer stay unknown.`,
      ),
    ];
  return [];
}

const none = () =>
  refuse(
    'not-found',
    'no-contracts-yet',
    'Contracts were not looked at yet: refresh the value after the first import.',
  );

/** Contracts of the base: how many run, when they end, how long they last and how well that is known. */
export async function contractsOverview(needs: Needs): Promise<Outcome<ContractsOverview>> {
  const snapshot = await newestContracts(needs.db);
  if (snapshot === undefined) return none();
  const { snapshotId, asOf, settings, fitted, refusal } = snapshot;
  const states = await contractStates(needs.warehouse, snapshotId);
  const ends: ContractsOverview['ends'] = [];
  for (const within of withinDays) {
    const { customers, amount } = await contractEnds(needs.warehouse, {
      snapshotId,
      asOf,
      withinDays: within,
    });
    ends.push({ withinDays: within, customers, amount: amount === null ? null : trimDecimal(amount) });
  }
  const contracts = states.reduce((sum, one) => sum + one.contracts, 0);
  return {
    ...{ snapshotId, asOf: asOf.toISOString(), currency: snapshot.currency, settings, fitted, refusal },
    ...{ states, ends, residual: await residualTotal(needs.warehouse, snapshotId) },
    cautions: cautionsOf(snapshot, contracts, await customersWithoutForecast(needs.warehouse, snapshotId)),
  };
}

const told = (estimate: number | null, low: number | null, high: number | null) =>
  estimate === null || low === null || high === null ? null : { estimate, low, high };

const viewOf = (row: ContractRow): CustomerContracts['contracts'][number] => ({
  ...{ contract: row.contract, startedAt: row.started_at, endsAt: row.ends_at, renewals: row.renewals },
  ...{ state: row.state, amount: row.amount === null ? null : trimDecimal(row.amount) },
  renew: told(row.renew, row.renew_low, row.renew_high),
  remaining: row.remaining,
  residual: told(row.residual, row.residual_low, row.residual_high),
});

/** One customer's contracts, the next to end first. */
export async function customerContracts(
  needs: Needs,
  customerId: number,
): Promise<Outcome<CustomerContracts>> {
  const snapshot = await newestContracts(needs.db);
  if (snapshot === undefined) return none();
  const { snapshotId, asOf, currency, fitted, settings } = snapshot;
  const rows = await contractsOf(needs.warehouse, snapshotId, customerId);
  return {
    ...{ customerId, snapshotId, asOf: asOf.toISOString(), currency, model: fitted?.model ?? null },
    byContract: settings.contractual && fitted !== null,
    contracts: rows.map(viewOf),
  };
}
