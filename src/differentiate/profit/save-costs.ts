import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { CostModel, CostModelView } from './api.ts';
import { checkCostModel, unsaidCosts } from './cost-model.ts';
import {
  archiveCostModel,
  insertCostModel,
  selectActualModel,
  selectCostModel,
  type StoredCostModel,
  updateCostModel,
} from './cost-model.store.ts';

type Needs = { db: Database };
type Change = { definition: CostModel; version: number; by: string; at: Date };

/** A stored model as it is shown; without one, that nothing was said yet. */
export function viewCosts(model: StoredCostModel | undefined): CostModelView {
  if (model === undefined)
    return {
      ...{ costModelId: null, name: 'Actual', kind: 'actual', version: 0, changedBy: null, changedAt: null },
      definition: unsaidCosts,
    };
  return { ...model, changedAt: model.changedAt.toISOString() };
}

const changedMeanwhile = () =>
  refuse('conflict', 'costs-changed', 'These costs were changed meanwhile: read them again, then change.');
const noSuchModel = (id: number) =>
  refuse('not-found', 'no-such-cost-model', `There is no cost model ${id}.`);

/** Puts costs in force, as the next version; version 0 is the first. Refuses costs that cannot be computed and a version not the last. */
export async function changeActualCosts(needs: Needs, change: Change): Promise<Outcome<CostModelView>> {
  const checked = checkCostModel(change.definition);
  if (isRefusal(checked)) return checked;
  const actual = await selectActualModel(needs.db);
  if ((actual?.version ?? 0) !== change.version) return changedMeanwhile();
  if (actual === undefined)
    return viewCosts(await insertCostModel(needs.db, { ...change, name: 'Actual', kind: 'actual' }));
  const { costModelId } = actual;
  const changed = await updateCostModel(needs.db, { ...change, costModelId });
  return changed === undefined ? changedMeanwhile() : viewCosts(changed);
}

/** A what-if copy of the costs in force, to change without changing anything else. */
export async function copyCosts(
  needs: Needs,
  input: { name: string; by: string; at: Date },
): Promise<CostModelView> {
  const actual = await selectActualModel(needs.db);
  const definition = actual?.definition ?? unsaidCosts;
  return viewCosts(await insertCostModel(needs.db, { ...input, kind: 'what-if', definition }));
}

/** Changes a what-if copy. Refuses the model in force, which has its own address. */
export async function changeWhatIf(
  needs: Needs,
  costModelId: number,
  change: Change,
): Promise<Outcome<CostModelView>> {
  const checked = checkCostModel(change.definition);
  if (isRefusal(checked)) return checked;
  const model = await selectCostModel(needs.db, costModelId);
  if (model === undefined || model.kind === 'actual') return noSuchModel(costModelId);
  const changed = await updateCostModel(needs.db, { ...change, costModelId });
  return changed === undefined ? changedMeanwhile() : viewCosts(changed);
}

/** Puts a what-if copy away. */
export async function putAwayWhatIf(
  needs: Needs,
  input: { costModelId: number; at: Date },
): Promise<Outcome<{ costModelId: number }>> {
  const done = await archiveCostModel(needs.db, input.costModelId, input.at);
  return done ? { costModelId: input.costModelId } : noSuchModel(input.costModelId);
}

/** Puts a what-if copy's costs in force, as the next version of what is in force, and the copy away. Refuses a copy that is not there and costs in force that changed meanwhile. */
export async function adoptWhatIf(
  needs: Needs,
  input: { costModelId: number; version: number; by: string; at: Date },
): Promise<Outcome<CostModelView>> {
  const model = await selectCostModel(needs.db, input.costModelId);
  if (model === undefined || model.kind === 'actual') return noSuchModel(input.costModelId);
  const adopted = await changeActualCosts(needs, { ...input, definition: model.definition });
  if (!isRefusal(adopted)) await archiveCostModel(needs.db, input.costModelId, input.at);
  return adopted;
}
