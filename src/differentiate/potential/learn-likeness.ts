import {
  amountOfCell,
  fitLookAlikes,
  isRefusal,
  likeCellOf,
  type LookAlikes,
  type Refusal,
} from '#analytics/value';
import type { Likeness, PotentialSettings } from './api.ts';

/** Levels as numbers, trait by trait, as they were met. */
type Numbered = { readonly name: string; readonly levels: Uint16Array; readonly known: Map<string, number> };

/** A level nobody was learnt with: no group has it. */
const unmet = 65_535;

function numberLevels(
  names: readonly string[],
  rows: readonly { readonly levels: readonly string[] }[],
): Numbered[] {
  return names.map((name, at) => {
    const known = new Map<string, number>();
    const levels = Uint16Array.from(rows, (row) => {
      const text = row.levels[at] ?? '';
      const met = known.get(text);
      if (met !== undefined) return met;
      const next = Math.min(known.size, unmet - 1);
      known.set(text, next);
      return next;
    });
    return { name, levels, known };
  });
}

export type LearntCell = {
  readonly levels: readonly string[];
  readonly depth: number;
  readonly customers: number;
  readonly amount: number;
  readonly low: number;
  readonly high: number;
};

export type Learnt = {
  readonly likeness: Likeness;
  /** Where the traits used stand among all, from 1: how the warehouse counts. */
  readonly places: readonly number[];
  /** The group that speaks for customers of these levels, one for each trait used. */
  cellOf(levels: readonly string[]): LearntCell;
};

/** Learns what the best of those alike spend; refuses what cannot tell, in words. `all` is how many the rows were drawn from. */
export function learnLikeness(
  names: readonly string[],
  drawn: { all: number; rows: readonly { amount: number; levels: readonly string[] }[] },
  settings: Pick<PotentialSettings, 'share' | 'cellMinimum'>,
): Learnt | Refusal {
  const traits = numberLevels(names, drawn.rows);
  const fit = fitLookAlikes(
    { amounts: Float64Array.from(drawn.rows, (row) => row.amount), traits },
    { share: settings.share, minimum: settings.cellMinimum },
  );
  if (isRefusal(fit)) return fit;
  const used = fit.traits.flatMap((name) => traits.find((trait) => trait.name === name) ?? []);
  return {
    likeness: likenessOf(fit, drawn.all),
    places: fit.traits.map((name) => names.indexOf(name) + 1),
    cellOf: (levels) => {
      const cell = likeCellOf(fit.base, (depth) => used[depth]?.known.get(levels[depth] ?? '') ?? unmet);
      return { levels, depth: cell.levels.length, customers: cell.customers, ...amountOfCell(cell) };
    },
  };
}

const likenessOf = (fit: LookAlikes, all: number): Likeness => ({
  ...{ customers: all, sampled: fit.customers },
  ...{ traits: [...fit.traits], tried: [...fit.tried], judged: fit.judged },
});
