import type { PairReply } from '#identify/review/api';

type Explanation = NonNullable<PairReply['explanation']>;

/** One step of a sum of weights: what it adds, and from where to where the sum goes. */
export type Step = {
  readonly name: string;
  /** How far the two values agree; '' for what is no field. */
  readonly level: string;
  readonly bits: number;
  readonly from: number;
  readonly to: number;
};

/** The weights of a pair in the order they are added up: the start, each field, what a roof in common takes off. */
export function stepsOf({ priorBits, fields, relativesBits }: Explanation): Step[] {
  const parts = [
    { name: 'prior', level: '', bits: priorBits },
    ...fields.map(({ field, level, bits }) => ({ name: field, level, bits })),
    ...(Math.abs(relativesBits) < 0.05 ? [] : [{ name: 'relatives', level: '', bits: relativesBits }]),
  ];
  let sum = 0;
  return parts.map((part) => {
    const from = sum;
    sum += part.bits;
    return { ...part, from, to: sum };
  });
}

/** The lowest and the highest that the sum comes to on its way, nought included: the scale of the drawing. */
export function scaleOf(steps: readonly Step[]): [low: number, high: number] {
  const ends = steps.flatMap(({ from, to }) => [from, to]);
  return [Math.min(0, ...ends), Math.max(0, ...ends)];
}
