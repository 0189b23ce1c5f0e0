import { type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { ValueSettings } from './api.ts';
import { currenciesOf } from './totals.warehouse.ts';

/** The currency value is counted in: the one chosen, else the only one there is (empty without sales). Refuses several. */
export async function settleCurrency(
  warehouse: Warehouse,
  settings: ValueSettings,
): Promise<Outcome<string>> {
  if (settings.currency !== null) return settings.currency;
  const currencies = await currenciesOf(warehouse);
  if (currencies.length <= 1) return currencies[0] ?? '';
  return refuse(
    'conflict',
    'several-currencies',
    `Sales were made in ${currencies.join(', ')}: amounts of several currencies cannot be added up. Choose one in the value settings.`,
    { currencies },
  );
}
