import { expect, it } from 'vitest';
import { estimateTransitions, markovValue } from './markov-value.ts';
import { isRefusal } from './refusal.ts';

function answer<T>(outcome: T): Exclude<T, { refused: true }> {
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome as Exclude<T, { refused: true }>;
}

const given = (probabilities: number[][]) => ({ probabilities, seen: probabilities.map(() => Infinity) });

it('a chain of three states solved by hand', () => {
  // d = 0.25, so P/(1+d) = 0.8 P. Lost: V₃ = 0. Lapsing: V₂ = 0 + 0.8(0.25 V₁). Active: V₁ = 100 + 0.8(0.5 V₁ + 0.25 V₂).
  // V₂ = 0.2 V₁ and V₁ (1 − 0.4 − 0.04) = 100: V₁ = 100/0.56, V₂ = 20/0.56.
  const transitions = given([
    [0.5, 0.25, 0.25],
    [0.25, 0, 0.75],
    [0, 0, 1],
  ]);
  const { values, standardErrors } = answer(markovValue({ transitions, margins: [100, 0, 0], rate: 0.25 }));
  expect(values[0]).toBeCloseTo(100 / 0.56, 10);
  expect(values[1]).toBeCloseTo(20 / 0.56, 10);
  expect(values[2]).toBe(0);
  expect(standardErrors).toEqual([0, 0, 0]);
  const long = answer(markovValue({ transitions, margins: [100, 0, 0], rate: 0.25, periods: 200 }));
  expect(long.values[0]).toBeCloseTo(100 / 0.56, 8);
  const once = answer(markovValue({ transitions, margins: [100, 0, 0], rate: 0.25, periods: 1 }));
  expect(once.values[0]).toBeCloseTo(100 + 0.8 * 50, 10);
});

it('errors come from the customers seen: the delta method against small changes, and as 1/√n', () => {
  const counts = [
    [50, 30, 20],
    [10, 60, 30],
    [0, 0, 100],
  ];
  const transitions = answer(estimateTransitions(counts));
  const ask = (t: typeof transitions, periods?: number) =>
    answer(
      markovValue({
        transitions: t,
        margins: [10, 4, 0],
        rate: 0.1,
        ...(periods === undefined ? {} : { periods }),
      }),
    );
  const { values, standardErrors } = ask(transitions);
  // Var V₁ = Σ_k Σ_jl ∂V₁/∂P_kj ∂V₁/∂P_kl Cov(P_kj, P_kl), slopes by differences.
  let variance = 0;
  for (const [k, row] of transitions.probabilities.entries()) {
    const slopes = row.map((_, j) => {
      const moved = transitions.probabilities.map((line, at) =>
        line.map((share, to) => share + (at === k ? (to === j ? 1e-5 : 0) - 1e-5 * share : 0)),
      );
      return ((ask({ ...transitions, probabilities: moved }).values[0] ?? 0) - (values[0] ?? 0)) / 1e-5;
    });
    const mean = row.reduce((sum, share, j) => sum + share * (slopes[j] ?? 0), 0);
    variance += row.reduce((sum, share, j) => sum + share * ((slopes[j] ?? 0) - mean) ** 2, 0) / 100;
  }
  expect((standardErrors[0] ?? 0) / Math.sqrt(variance)).toBeCloseTo(1, 3);
  expect((ask(transitions, 300).standardErrors[0] ?? 0) / (standardErrors[0] ?? 1)).toBeCloseTo(1, 8);
  const more = answer(estimateTransitions(counts.map((row) => row.map((count) => count * 100))));
  expect((standardErrors[0] ?? 0) / (ask(more).standardErrors[0] ?? 1)).toBeCloseTo(10, 8);
});

it('refuses in words', () => {
  const code = (outcome: unknown) => (isRefusal(outcome) ? outcome.code : 'answered');
  const ask = (probabilities: number[][], rate: number, margins = [1, 1]) =>
    code(markovValue({ transitions: given(probabilities), margins, rate }));
  expect(
    code(
      estimateTransitions([
        [1, 2],
        [0, 0],
      ]),
    ),
  ).toBe('impossible-transitions');
  expect(
    ask(
      [
        [0.5, 0.4],
        [0, 1],
      ],
      0.1,
    ),
  ).toBe('impossible-transitions');
  expect(
    ask(
      [
        [0.5, 0.5],
        [0, 1],
      ],
      0,
    ),
  ).toBe('no-finite-value');
  expect(
    ask(
      [
        [0.5, 0.5],
        [0, 1],
      ],
      -0.1,
    ),
  ).toBe('impossible-choice');
  expect(
    ask(
      [
        [0.5, 0.5],
        [0, 1],
      ],
      0.1,
      [1],
    ),
  ).toBe('lengths-differ');
});
