import { type Outcome, refuse } from '#platform/errors';
import type { CostEntry, CostModel } from './api.ts';
import { drivers } from './drivers.ts';

/** Before anybody says what serving costs: everything is unknown, nothing is zero. */
export const unsaidCosts: CostModel = { entries: [], noCost: [], common: [], assumedReliability: 1 };

function faultOf(entry: CostEntry): string | undefined {
  const { driver, brand, channel } = entry;
  if ((brand !== null || channel !== null) && drivers[driver].lines === undefined)
    return 'only costs of orders, lines, returns and sales can be those of a channel or a brand';
  return undefined;
}

/**
 * A model that can be computed, or which entry cannot and why: one name for two costs, a sum without the period it was
 * spent in, a brand where facts have none, a line both free and costed.
 */
export function checkCostModel(model: CostModel): Outcome<CostModel> {
  const faults: { entry: string; fault: string }[] = [];
  const seen = new Set<string>();
  for (const entry of model.entries) {
    const note = (fault: string) => faults.push({ entry: entry.id, fault });
    if (seen.has(entry.id) || entry.id === 'recorded') note('another cost has this id');
    seen.add(entry.id);
    if (entry.price.by === 'pool' && (entry.from === null || entry.until === null))
      note('a sum to share needs the first and the last day it was spent for');
    if (model.noCost.includes(entry.line)) note(`${entry.line} is said to cost nothing`);
    const fault = faultOf(entry);
    if (fault !== undefined) note(fault);
  }
  if (faults.length === 0) return model;
  const told = faults.map(({ entry, fault }) => `${entry}: ${fault}`).join('; ');
  return refuse('invalid', 'costs-invalid', `These costs cannot be computed: ${told}.`, { faults });
}
