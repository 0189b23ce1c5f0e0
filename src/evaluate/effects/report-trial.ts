import {
  type Effects,
  isRefusal,
  measureEffects,
  type Refusal,
  type TestedArm,
} from '#analytics/experiments';
import type { Clock } from '#platform/clock';
import { refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { EffectReport } from './api.ts';
import { type ArmRow, countCrossed, sumArms } from './arms.warehouse.ts';
import { tellEffect } from './tell-effect.ts';
import { type Trial, windowOf } from './trial.ts';

/**
 * What a trial changed: every treatment against the control, as assigned. Where figures cannot be compared (nobody in the
 * control group, nobody bought) the report says so in words instead of a number.
 */
export async function reportTrial(
  trial: Trial,
  needs: { warehouse: Warehouse; clock: Clock; currency: string },
  confidence = 0.95,
): Promise<EffectReport> {
  const now = needs.clock.now();
  const { from, until, complete } = windowOf(trial, now);
  const rows = await sumArms(needs.warehouse, trial, now);
  const control = rows.find((row) => row.arm === trial.controlArm);
  const measured = rows
    .filter((row) => row !== control)
    .map((row) => ({ row, effects: compare(row, control, trial, confidence) }));
  const refusal =
    measured.map(({ effects }) => effects).find(isRefusal) ?? (measured.length === 0 ? nobodyTreated : null);
  const net = (of: (row: ArmRow) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  return {
    campaignKey: trial.campaignKey,
    name: trial.name,
    controlArm: trial.controlArm,
    from: from.toISOString(),
    until: until.toISOString(),
    complete,
    currency: needs.currency,
    response: trial.response,
    costCoverage:
      net((row) => row.netAll) === 0 ? null : net((row) => row.netKnown) / net((row) => row.netAll),
    crossed: await countCrossed(needs.warehouse, trial),
    effects: measured.flatMap(({ row, effects }) =>
      isRefusal(effects) ? [] : [{ ...effects, arm: row.arm, headline: tellEffect(effects, needs.currency) }],
    ),
    refusal: refusal === null ? null : { refused: true, code: refusal.code, message: refusal.message },
  };
}

const nobodyTreated = refuse('invalid', 'empty-arm', 'Nobody was treated: there is nothing to compare.');
const noControl: Refusal = {
  refused: true,
  kind: 'invalid',
  code: 'empty-arm',
  message:
    'This campaign has no control group: what would have happened anyway is not known, so its effect cannot be told.',
  details: {},
};

function compare(
  row: ArmRow,
  control: ArmRow | undefined,
  trial: Trial,
  confidence: number,
): Effects | Refusal {
  if (control === undefined) return noControl;
  const contacts = trial.contacts?.[row.arm];
  return measureEffects({
    treated: armOf(row),
    control: armOf(control),
    costPerContact: trial.costPerContact,
    fixedCost: trial.fixedCost,
    confidence,
    ...(contacts === undefined ? {} : { contacts }),
  });
}

/** The sums as the estimators take them; the year before helps only when somebody bought in it. */
function armOf(row: ArmRow): TestedArm {
  const sums = (name: 'orders' | 'net' | 'margin') => ({
    sum: row[`${name}1`],
    sumOfSquares: row[`${name}2`],
    sumOfCubes: row[`${name}3`],
    sumOfProductsWithBefore: row[`${name}Before`],
  });
  return {
    customers: row.customers,
    responders: row.responders,
    orders: sums('orders'),
    netSales: sums('net'),
    margin: sums('margin'),
    marginOfResponders: row.marginOfResponders,
    ...(row.before2 > 0 ? { marginBefore: { sum: row.before1, sumOfSquares: row.before2 } } : {}),
  };
}
