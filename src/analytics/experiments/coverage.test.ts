import { describe, expect, it } from 'vitest';
import {
  chance,
  gamma,
  integer,
  namedStream,
  createStream,
  normal,
  type RandomStream,
  uniform,
} from '#analytics/random';
import type { ArmOfCustomers } from './tested-arm.ts';
import { adjustedDifference } from './adjusted-difference.ts';
import { differenceInMeans } from './difference-in-means.ts';
import { measureEffects } from './measure-effects.ts';
import { isRefusal } from './refusal.ts';

type Shape = {
  readonly people: number;
  readonly shareTreated: number;
  /** Deviation of the logarithm of a basket: 1 has skewness 6, 1.6 has skewness over 100. */
  readonly tail: number;
  /** Multiplies everybody's own effect; 0 for a campaign that does nothing. */
  readonly effect: number;
};

/**
 * A small market in two worlds. Each person has a propensity (gamma) that drives the past, the future and, partly,
 * the effect: buying probability goes from p to p + u where u differs from person to person and is negative for some. Both worlds share
 * each person's luck and basket, so the true effect is the mean of what really changes for the people in it.
 */
function market(random: RandomStream, shape: Shape) {
  const arms = { treated: emptyArm(), control: emptyArm() };
  const truth = { margin: 0, response: 0 };
  for (let index = 0; index < shape.people; index += 1) {
    const propensity = gamma(random, 1.5, 1.5);
    const basket = () => 0.3 * Math.exp(3.2 + 0.4 * Math.log(propensity + 0.1) + shape.tail * normal(random));
    const probability = Math.min(0.5, 0.08 * propensity);
    const uplift = shape.effect * (0.03 * propensity + (chance(random, 0.1) ? -0.04 : 0.02));
    let before = 0;
    for (let month = 0; month < 6; month += 1) if (chance(random, probability)) before += basket();
    const luck = uniform(random);
    const amount = basket();
    const untouched = luck < probability ? 1 : 0;
    const contacted = luck < probability + uplift ? 1 : 0;
    truth.margin += (amount * (contacted - untouched)) / shape.people;
    truth.response += (contacted - untouched) / shape.people;
    const isTreated = chance(random, shape.shareTreated);
    const bought = isTreated ? contacted : untouched;
    const arm = isTreated ? arms.treated : arms.control;
    arm.response.push(bought);
    arm.orders.push(bought);
    arm.netSales.push((bought * amount) / 0.3);
    arm.margin.push(bought * amount);
    arm.marginBefore.push(before);
  }
  return { ...arms, truth };
}

const emptyArm = () =>
  ({ response: [], orders: [], netSales: [], margin: [], marginBefore: [] }) as {
    [measure in keyof Required<ArmOfCustomers>]: number[];
  };

/** Runs many markets; counts how often each interval holds the truth, and how often the verdict is `effect`. */
function study(seed: string, runs: number, shapeFor: (random: RandomStream) => Shape) {
  const held = { response: 0, plain: 0, welch: 0, adjusted: 0 };
  const claimed = { response: 0, plain: 0, adjusted: 0 };
  let told = 0;
  for (let run = 0; run < runs; run += 1) {
    const random = namedStream(createStream(seed), run);
    const { treated, control, truth } = market(random, shapeFor(random));
    const effects = measureEffects({ treated, control, costPerContact: 0 });
    const welch = differenceInMeans({
      treated: { values: treated.margin },
      control: { values: control.margin },
      method: 'welch',
    });
    if (isRefusal(effects)) throw new Error(effects.message);
    // A control arm without one buyer: refused in words, and counted as no claim.
    if (isRefusal(effects.margin) || isRefusal(welch)) continue;
    told += 1;
    const { plain, adjusted } = effects.margin;
    if (adjusted === null) throw new Error('not adjusted');
    const holds = ({ interval }: { interval: { low: number; high: number } }, value: number) =>
      interval.low <= value && value <= interval.high ? 1 : 0;
    held.response += holds(effects.response.difference, truth.response);
    held.plain += holds(plain, truth.margin);
    held.welch += holds(welch, truth.margin);
    held.adjusted += holds(adjusted, truth.margin);
    claimed.response += effects.response.verdict === 'effect' ? 1 / runs : 0;
    claimed.plain += plain.interval.low > 0 ? 1 / runs : 0;
    claimed.adjusted += effects.verdict === 'effect' ? 1 / runs : 0;
  }
  for (const key of ['response', 'plain', 'welch', 'adjusted'] as const) held[key] /= told;
  return { held, claimed, told };
}

/** Small markets as they come: size, split, tail and strength drawn for each. */
function shapeOf(random: RandomStream, effect: boolean): Shape {
  return {
    people: integer(random, 1000, 4000),
    shareTreated: 0.5 + 0.4 * uniform(random),
    tail: 0.6 + 0.8 * uniform(random),
    effect: effect ? 0.5 + uniform(random) : 0,
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function report(
  task: { meta: object },
  title: string,
  { held, claimed, told }: ReturnType<typeof study>,
): void {
  const line = `${title} (${told} markets): held ${percent(held.response)} response, ${percent(held.plain)} margin, ${percent(held.adjusted)} margin adjusted (plain Welch ${percent(held.welch)}); verdict effect ${percent(claimed.response)}, ${percent(claimed.plain)}, ${percent(claimed.adjusted)}`;
  Object.assign(task.meta, { figures: line });
  process.stdout.write(`${line}\n`);
}

/** The estimators whose share is not between the two: none, when all is well. */
function outside(shares: Record<'response' | 'plain' | 'adjusted', number>, least: number, most: number) {
  return (['response', 'plain', 'adjusted'] as const).filter(
    (each) => !(shares[each] >= least && shares[each] <= most),
  );
}

describe('200 small markets with unequal arms and heavy tails', () => {
  it('the 95 % interval holds the true, uneven effect in 92–98 %', ({ task }) => {
    const result = study('small markets', 200, (random) => shapeOf(random, true));
    report(task, 'effect', result);
    expect(outside(result.held, 0.92, 0.98)).toEqual([]);
  });

  it('without effect the interval holds zero in 92–98 %, the verdict is `effect` in at most 8 %', ({
    task,
  }) => {
    const result = study('idle markets', 200, (random) => shapeOf(random, false));
    report(task, 'no effect', result);
    expect(outside(result.held, 0.92, 0.98)).toEqual([]);
    expect(outside(result.claimed, 0, 0.08)).toEqual([]);
  });
});

describe('hard corners, 300 markets each: never sure of itself when wrong', () => {
  const corners: ReadonlyArray<[string, Shape]> = [
    ['90/10, baskets of skewness 100', { people: 2000, shareTreated: 0.9, tail: 1.6, effect: 0 }],
    ['90/10, strong effect', { people: 2000, shareTreated: 0.9, tail: 1, effect: 2 }],
    ['10/90, strong effect', { people: 2000, shareTreated: 0.1, tail: 1, effect: 2 }],
    ['300 people, 75/25', { people: 300, shareTreated: 0.75, tail: 1, effect: 0 }],
  ];

  it.each(corners)(
    '%s: held in 92 % at least, idle campaigns called an effect in 8 % at most',
    (title, shape) => {
      const result = study(title, 300, () => shape);
      report({ meta: {} }, title, result);
      expect(outside(result.held, 0.92, 1)).toEqual([]);
      expect(outside(result.claimed, 0, shape.effect === 0 ? 0.08 : 1)).toEqual([]);
    },
  );
});

it('a figure from before that matters narrows the interval, and the truth is still held', () => {
  const random = createStream('habits');
  const before = Array.from({ length: 4000 }, () => gamma(random, 2, 0.05));
  const after = before.map((value, index) => 0.8 * value + 10 * normal(random) + (index % 4 === 0 ? 0 : 1.5));
  const arm = (control: boolean) => ({
    values: after.filter((_, index) => (index % 4 === 0) === control),
    before: before.filter((_, index) => (index % 4 === 0) === control),
  });
  const adjusted = adjustedDifference({ treated: arm(false), control: arm(true) });
  if (adjusted === null || isRefusal(adjusted)) throw new Error('not adjusted');
  // By construction the past explains 0.64·800 of 0.64·800 + 100 of the variance: 83.7 %.
  expect(adjusted.varianceRemoved).toBeCloseTo(0.837, 1);
  expect(adjusted.interval.low).toBeLessThan(1.5);
  expect(adjusted.interval.high).toBeGreaterThan(1.5);
});
