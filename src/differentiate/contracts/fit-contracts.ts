import { createStream } from '#analytics/random';
import {
  type ContractOutcomes,
  contractOutlook,
  fitContractModel,
  judgeContractModels,
} from '#analytics/value';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { ContractSettings, FittedContracts } from './api.ts';
import {
  contractOutcomes,
  type ContractSpan,
  contractSpan,
  type OutcomeRow,
  renewalsSince,
} from './contract-facts.warehouse.ts';

/** The part of the history kept aside to judge the models: the last of it. */
const heldOut = 1 / 3;
/** The model with a parameter more has to foretell the held-out renewals better by so much. */
const devianceBetter = 2;
/** Contracts that were up for renewal: with fewer the chances would be those of a handful of people. */
const contractsLeast = 50;
/** Renewals after which contracts are taken as equally old. */
const renewalsMost = 60;

/** Counts by renewals behind them, as the models take them: who runs his first term had no renewal to make, and is left out. */
function outcomesOf(rows: readonly OutcomeRow[]): ContractOutcomes {
  const most = rows.reduce((so, row) => Math.max(so, row.renewals), 0);
  const [lost, still] = [new Float64Array(most + 1), new Float64Array(most + 1)];
  for (const row of rows) {
    lost[row.renewals] = row.lost;
    if (row.renewals > 0) still[row.renewals - 1] = row.still;
  }
  return { lost, still };
}

/** The models ranked on renewals that fell due after the cut; nothing where none did. */
async function judge(warehouse: Warehouse, input: { asOf: Date; first: string; settings: ContractSettings }) {
  const { asOf, settings } = input;
  const first = new Date(`${input.first.replace(' ', 'T')}Z`).getTime();
  const cut = new Date(asOf.getTime() - heldOut * (asOf.getTime() - first));
  const at = { asOf, graceDays: settings.graceDays };
  const since = await renewalsSince(warehouse, { ...at, cut });
  if (since.length === 0) return { cut: null, ranked: [] };
  const size = since.reduce((so, row) => Math.max(so, row.renewals), 0) + 1;
  const after = { up: new Float64Array(size), renewed: new Float64Array(size) };
  for (const row of since) {
    after.up[row.renewals] = row.up;
    after.renewed[row.renewals] = row.renewed;
  }
  const before = outcomesOf(await contractOutcomes(warehouse, { ...at, asOf: cut }));
  return { cut, ranked: judgeContractModels(before, after) };
}

/**
 * How long contracts last, as of a moment: shifted-beta-geometric, or beta-discrete-Weibull where it foretold the renewals of the last third of the history
 * clearly better, fitted again on all of it, with what awaits a contract by the renewals behind it. Refuses, in words, what cannot tell.
 */
export async function fitContracts(
  warehouse: Warehouse,
  input: { readonly asOf: Date; readonly settings: ContractSettings },
): Promise<Outcome<FittedContracts>> {
  const { asOf, settings } = input;
  const at = { asOf, graceDays: settings.graceDays };
  const span: ContractSpan = await contractSpan(warehouse, at);
  const outcomes = outcomesOf(span.contracts === 0 ? [] : await contractOutcomes(warehouse, at));
  const wereUp = [...outcomes.lost, ...outcomes.still].reduce((sum, count) => sum + count, 0);
  if (wereUp < contractsLeast)
    return refuse(
      'invalid',
      'too-few-contracts',
      `${wereUp} contracts were up for renewal so far: ${contractsLeast} are needed to tell how long they last.`,
      { contracts: wereUp },
    );
  const { cut, ranked } = await judge(warehouse, { ...input, first: span.first });
  const devianceOf = (model: string) => ranked.find((one) => one.model === model)?.deviance ?? Infinity;
  const isClearlyBetter = devianceOf('bdw') < devianceOf('sbg') - devianceBetter;
  const fit = fitContractModel({ model: isClearlyBetter ? 'bdw' : 'sbg', outcomes });
  if (isRefusal(fit)) return fit;
  const rate = (1 + settings.yearlyDiscount) ** (span.period_days / 365) - 1;
  const outlooks = contractOutlook({
    ...{ fit, outcomes, rate, random: createStream('contracts') },
    most: Math.min(outcomes.lost.length, renewalsMost),
  });
  if (isRefusal(outlooks)) return outlooks;
  return {
    ...{ model: fit.model, contracts: span.contracts, periodDays: span.period_days },
    ...{ parameters: fit.parameters, standardErrors: fit.standardErrors, logLikelihood: fit.logLikelihood },
    ...{ heldOutFrom: cut?.toISOString() ?? null, ranked, cautions: [...fit.cautions], outlooks },
  };
}
