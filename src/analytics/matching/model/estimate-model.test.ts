import { describe, expect, it } from 'vitest';
import { categorical, aliasTable, createStream, uniform } from '#analytics/random';
import { comparisonOf } from '../fields/comparison-of.ts';
import type { FieldKind } from '../fields/field-kind.ts';
import { runTurns } from '../turns.ts';
import { estimateModel } from './estimate-model.ts';
import { createPatternCounter } from './pattern-counts.ts';

const learn = (input: Parameters<typeof estimateModel>[0]) => runTurns(estimateModel(input));

const kinds: readonly FieldKind[] = ['givenName', 'familyName', 'birthDate', 'place', 'identifier'];
const fields = kinds.map((kind) => ({ name: kind, kind }));

/** Levels in pairs of one person, of strangers: what is to be found again. */
const truth = [
  {
    match: [0.08, 0.02, 0.03, 0.12, 0.05, 0.68, 0.02],
    stranger: [0.97, 0.01, 0.005, 0.003, 0.002, 0.009, 0.001],
  },
  { match: [0.1, 0.03, 0.04, 0.13, 0.7], stranger: [0.985, 0.005, 0.002, 0.003, 0.005] },
  { match: [0.04, 0.06, 0.1, 0.8], stranger: [0.97, 0.0245, 0.005, 0.0005] },
  { match: [0.2, 0.05, 0.05, 0.1, 0.6], stranger: [0.85, 0.1, 0.03, 0.01, 0.01] },
  { match: [0.05, 0.02, 0.08, 0.85], stranger: [0.998, 0.001, 0.0005, 0.0005] },
];

function drawn(pairs: number, matchShare: number, missing: number, seed: string) {
  const random = createStream(seed);
  const tables = truth.map(({ match, stranger }) => [aliasTable(match), aliasTable(stranger)] as const);
  const counter = createPatternCounter(fields.length);
  const levels = new Uint8Array(fields.length);
  for (let pair = 0; pair < pairs; pair += 1) {
    const isMatch = uniform(random) < matchShare;
    for (const [at, [match, stranger]] of tables.entries())
      levels[at] = uniform(random) < missing ? 0 : categorical(random, isMatch ? match : stranger) + 1;
    counter.add(levels);
  }
  return counter.finish();
}

describe('learning without labels', () => {
  it.each([0, 0.25])(
    'finds again the shares that pairs were drawn by, %d of the values missing',
    (missing) => {
      const candidates = drawn(200_000, 0.05, missing, 'candidates');
      const random = drawn(200_000, 0.0001, missing, 'strangers');
      const { model, rounds } = learn({
        ...{ fields, candidates, random },
        ...{ totalPairs: 200_000, matchesGuessed: 500 },
      });
      expect(rounds).toBeLessThan(300);
      // Relatives were not drawn; what they are given is taken from the matches or the strangers that look like them.
      expect(model.matchShare).toBeGreaterThan(0.045);
      expect(model.matchShare).toBeLessThan(0.052);
      for (const [at, { match, stranger }] of truth.entries())
        for (const [level, share] of match.entries()) {
          expect(Math.abs((model.fields[at]?.match[level] ?? 0) - share)).toBeLessThan(0.03);
          expect(Math.abs((model.fields[at]?.stranger[level] ?? 0) - (stranger[level] ?? 0))).toBeLessThan(
            0.003,
          );
        }
    },
  );

  it('finds no match where there is none', () => {
    const candidates = drawn(20_000, 0, 0, 'nobody');
    const { model } = learn({
      ...{ fields, candidates, random: drawn(100_000, 0, 0, 'strangers') },
      ...{ totalPairs: 10_000_000, matchesGuessed: 500 },
    });
    expect(model.matchShare * 10_000_000).toBeLessThan(20);
  });

  it('never weighs a better level less than a worse one', () => {
    const { model } = learn({
      ...{
        fields,
        candidates: drawn(300, 0.1, 0.3, 'few'),
        random: drawn(3000, 0.001, 0.3, 'few strangers'),
      },
      ...{ totalPairs: 45_000, matchesGuessed: 60 },
    });
    for (const field of model.fields) {
      const weights = comparisonOf(field.kind).ordered.map((level) =>
        Math.log2((field.match[level] ?? 0) / (field.stranger[level] ?? 1)),
      );
      for (const [at, weight] of weights.entries())
        expect(weight).toBeGreaterThanOrEqual((weights[at - 1] ?? Number.NEGATIVE_INFINITY) - 1e-9);
    }
  });

  it('learns from pairs that people decided, where it has too few of its own', () => {
    const few = {
      ...{ fields, random: drawn(100_000, 0, 0, 'strangers') },
      totalPairs: 1e8,
      matchesGuessed: 10,
    };
    const candidates = drawn(2_000, 0.002, 0, 'candidates');
    const labels = { same: drawn(3_000, 1, 0, 'same'), different: drawn(300, 0, 0, 'different') };
    const off = ({ model }: ReturnType<typeof learn>) =>
      truth.reduce(
        (sum, { match }, at) =>
          sum +
          match.reduce(
            (all, share, level) => all + Math.abs(share - (model.fields[at]?.match[level] ?? 0)),
            0,
          ),
        0,
      );
    const [alone, taught] = [learn({ ...few, candidates }), learn({ ...few, candidates, labels })];
    expect(off(taught)).toBeLessThan(off(alone) / 3);
    expect(taught.model.matchShare / alone.model.matchShare).toBeLessThan(3);
  });
});
