import { normalCdf, normalQuantile, upperProbability } from '#analytics/statistics';
import { type Refusal, refuse } from './refusal.ts';

/** How sure and how often: 95 % confidence, shown in 80 % of experiments, half of the people treated, unless said. */
export type DesignChoices = {
  readonly confidence?: number;
  readonly power?: number;
  readonly shareTreated?: number;
};

/** People needed in each arm. */
export type SampleSize = { readonly treated: number; readonly control: number };

/**
 * People needed to show a difference in means of `difference` when people deviate by `deviation` (same unit, both > 0):
 * n = (z₁₋α/₂ + z_power)² σ² (1/share + 1/(1−share)) ÷ δ², normal approximation (Chow, Shao & Wang 2008, section 3.2).
 * Refuses figures that are not above zero, and shares or probabilities outside (0, 1).
 */
export function sampleSizeForMeans(
  input: DesignChoices & { readonly difference: number; readonly deviation: number },
): SampleSize | Refusal {
  const { difference, deviation } = input;
  if (
    !(Math.abs(difference) > 0 && deviation > 0 && Number.isFinite(difference) && Number.isFinite(deviation))
  ) {
    return refuse(
      'impossible-figure',
      `A size needs a difference other than 0 and a deviation above 0: got ${difference} and ${deviation}.`,
    );
  }
  const share = input.shareTreated ?? 0.5;
  return split(input, (z, zPower) => {
    const variance = deviation * deviation * (1 / share + 1 / (1 - share));
    return ((z + zPower) ** 2 * variance) / (difference * difference);
  });
}

/**
 * People needed to show that `treatedRate` differs from `controlRate` (both in (0, 1), unequal) by the pooled z test:
 * Fleiss, Levin & Paik (2003), chapter 4, without continuity correction. Refuses as `sampleSizeForMeans`.
 */
export function sampleSizeForProportions(
  input: DesignChoices & { readonly treatedRate: number; readonly controlRate: number },
): SampleSize | Refusal {
  const { treatedRate, controlRate } = input;
  const inside = (rate: number): boolean => rate > 0 && rate < 1;
  if (!inside(treatedRate) || !inside(controlRate) || treatedRate === controlRate) {
    return refuse(
      'impossible-figure',
      `A size needs two different rates between 0 and 1: got ${treatedRate} and ${controlRate}.`,
    );
  }
  const share = input.shareTreated ?? 0.5;
  return split(input, (z, zPower) => {
    const { underNull, underEffect } = unitErrors(treatedRate, controlRate, share);
    return ((z * underNull + zPower * underEffect) / (treatedRate - controlRate)) ** 2;
  });
}

/**
 * Probability that an experiment of this size shows the difference between the two rates (pooled z test, both sides).
 * Normal approximation, the counterpart of `sampleSizeForProportions`; rates in (0, 1), sizes ≥ 1.
 */
export function powerForProportions(input: {
  readonly treatedRate: number;
  readonly controlRate: number;
  readonly treated: number;
  readonly control: number;
  readonly confidence?: number;
}): number {
  const total = input.treated + input.control;
  const { underNull, underEffect } = unitErrors(input.treatedRate, input.controlRate, input.treated / total);
  const z = normalQuantile(upperProbability(input.confidence ?? 0.95));
  const shift = (input.treatedRate - input.controlRate) * Math.sqrt(total);
  return normalCdf((shift - z * underNull) / underEffect) + normalCdf((-shift - z * underNull) / underEffect);
}

/** Standard errors of the difference for one person in all, when the rates are equal and when they are not. */
function unitErrors(treatedRate: number, controlRate: number, share: number) {
  const pooled = share * treatedRate + (1 - share) * controlRate;
  const underNull = Math.sqrt(pooled * (1 - pooled) * (1 / share + 1 / (1 - share)));
  const underEffect = Math.sqrt(
    (treatedRate * (1 - treatedRate)) / share + (controlRate * (1 - controlRate)) / (1 - share),
  );
  return { underNull, underEffect };
}

function split(choices: DesignChoices, total: (z: number, zPower: number) => number): SampleSize | Refusal {
  const { confidence = 0.95, power = 0.8, shareTreated = 0.5 } = choices;
  if (![confidence, power, shareTreated].every((share) => share > 0 && share < 1)) {
    return refuse('impossible-figure', 'Confidence, power and the share treated lie between 0 and 1.');
  }
  const people = total(normalQuantile(upperProbability(confidence)), normalQuantile(power));
  return { treated: Math.ceil(people * shareTreated), control: Math.ceil(people * (1 - shareTreated)) };
}
