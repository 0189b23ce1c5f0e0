import { writeContractLifetimes } from '#differentiate/lifetime';
import type { SnapshotPart } from '#differentiate/value';
import type { Database } from '#platform/database';
import { isRefusal } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import { readContractSettings } from './contract-settings.ts';
import { saveContractSnapshot } from './contract-snapshot.store.ts';
import { writeContracts, writeOutlooks } from './contracts.warehouse.ts';
import { fitContracts } from './fit-contracts.ts';

type Needs = { readonly db: Database; readonly warehouse: Warehouse };

/**
 * Contracts of every snapshot: when they end, and what is still to come of them. Where the base is said to be contractual, what customers will bring is told by
 * their renewals; else, and where contracts cannot tell, by `otherwise`, the forecast by the pace of buying.
 */
export function contractsPart(needs: Needs, otherwise: SnapshotPart): SnapshotPart {
  const { db, warehouse } = needs;
  return {
    tables: [...otherwise.tables, 'customer_contracts', 'contract_outlooks'],
    write: async (snapshot, signal) => {
      const { snapshotId, asOf } = snapshot;
      const settings = await readContractSettings(db);
      const fit = await fitContracts(warehouse, { asOf, settings });
      const fitted = isRefusal(fit) ? null : fit;
      if (fitted !== null) {
        const periods = Math.ceil(settings.horizonDays / Math.max(1, fitted.periodDays)) + 1;
        await writeOutlooks(warehouse, snapshotId, { fitted, periods });
      }
      await writeContracts(warehouse, snapshot, settings);
      await saveContractSnapshot(db, {
        ...{ snapshotId, settings, fitted },
        refusal: isRefusal(fit) ? { code: fit.code, message: fit.message } : null,
      });
      if (!settings.contractual || fitted === null) return otherwise.write(snapshot, signal);
      await writeContractLifetimes(warehouse, {
        ...{ snapshotId, asOf, horizonDays: settings.horizonDays },
        ...{ yearlyDiscount: settings.yearlyDiscount, periodDays: fitted.periodDays },
      });
    },
  };
}
