import { normalQuantile } from '#analytics/statistics';
import { knownQuantile } from './upper-share.ts';

/** Something known of each customer that spending does not choose, as a small number for each of its levels. */
export type Trait = { readonly name: string; readonly levels: Uint16Array };

/** Customers alike by the levels of the first traits, in their order; the whole base is the cell without levels. Amounts are natural logarithms. */
export type LikeCell = {
  readonly levels: readonly number[];
  readonly customers: number;
  /** Of their own customers only; `estimate` is drawn towards the wider cell by how little they tell. */
  readonly own: number;
  readonly estimate: number;
  readonly variance: number;
  /** The cells one trait narrower that are large enough to speak, by level. */
  readonly narrower: ReadonlyMap<number, LikeCell>;
};

export type LikeRules = {
  /** The share of a cell who spend as much or less: 0.75 is where its best quarter begins. */
  readonly share: number;
  /** A cell of fewer says nothing: its customers are told by the wider cell. */
  readonly minimum: number;
};

type Growing = LikeCell & { readonly rows: readonly number[]; readonly narrower: Map<number, Growing> };
type Measured = {
  readonly wider: Growing;
  readonly level: number;
  readonly rows: readonly number[];
  readonly value: number;
  readonly variance: number;
};

/** The cells one trait narrower, those large enough to speak: quantiles with one variance for all of a size, as small cells cannot tell theirs. */
function measure(
  wider: readonly Growing[],
  trait: Trait,
  logs: Float64Array,
  { share, minimum }: LikeRules,
): Measured[] {
  const found = wider.flatMap((cell) => {
    const parts = new Map<number, number[]>();
    for (const row of cell.rows) {
      const level = trait.levels[row] ?? 0;
      const part = parts.get(level);
      if (part) part.push(row);
      else parts.set(level, [row]);
    }
    return [...parts]
      .filter(([, rows]) => rows.length >= minimum)
      .map(([level, rows]) => ({ wider: cell, level, rows, ...knownQuantile(pick(logs, rows), share) }));
  });
  const customers = found.reduce((sum, one) => sum + one.rows.length, 0);
  const each = found.reduce((sum, one) => sum + one.rows.length ** 2 * one.variance, 0) / customers;
  return found.map((one) => ({ ...one, variance: each / one.rows.length }));
}

const pick = (column: Float64Array, rows: readonly number[]) =>
  Float64Array.from(rows, (row) => column[row] ?? 0);

/** How much true quantiles differ from those of the wider cells beyond chance: method of moments (DerSimonian & Laird 1986). */
function variationOf(cells: readonly Measured[]): number {
  let [excess, weights] = [0, 0];
  for (const { wider, value, variance } of cells) {
    if (!(variance > 0)) continue;
    excess += (value - wider.own) ** 2 / variance - 1;
    weights += 1 / variance;
  }
  return weights === 0 ? 0 : Math.max(0, excess / weights);
}

/**
 * What the best of those alike spend, cell by cell: a quantile of log amounts, of each cell large enough, drawn towards that of the cell one
 * trait wider by τ²/(τ² + its variance) (empirical Bayes, Efron & Morris 1975), from the whole base down; answers the whole base. O(rows × traits).
 */
export function likeCells(
  input: {
    readonly logs: Float64Array;
    readonly traits: readonly Trait[];
    readonly rows?: readonly number[];
  },
  rules: LikeRules,
): LikeCell {
  const { logs, traits, rows = [...logs.keys()] } = input;
  const { value: own, variance } = knownQuantile(pick(logs, rows), rules.share);
  const base: Growing = {
    ...{ levels: [], customers: rows.length, own, estimate: own, variance },
    ...{ rows, narrower: new Map() },
  };
  let cells = [base];
  for (const trait of traits) {
    const measured = measure(cells, trait, logs, rules);
    const variation = variationOf(measured);
    cells = measured.map((one) => {
      const kept = variation === 0 ? 0 : variation / (variation + one.variance);
      const { wider } = one;
      const cell: Growing = {
        ...{ levels: [...wider.levels, one.level], customers: one.rows.length, own: one.value },
        estimate: wider.estimate + kept * (one.value - wider.estimate),
        variance: kept * one.variance + (1 - kept) ** 2 * wider.variance,
        ...{ rows: one.rows, narrower: new Map() },
      };
      wider.narrower.set(one.level, cell);
      return cell;
    });
  }
  return base;
}

/** The narrowest cell that can speak for a customer, by their level of each trait in the cells' order. */
export function likeCellOf(base: LikeCell, levelOf: (depth: number) => number): LikeCell {
  let cell = base;
  for (;;) {
    const narrower = cell.narrower.size === 0 ? undefined : cell.narrower.get(levelOf(cell.levels.length));
    if (narrower === undefined) return cell;
    cell = narrower;
  }
}

/** A cell's amount with its interval, back from logarithms: where the true quantile lies, not where a customer does. */
export function amountOfCell(cell: LikeCell, confidence = 0.95) {
  const off = normalQuantile(0.5 + confidence / 2) * Math.sqrt(cell.variance);
  return {
    amount: Math.exp(cell.estimate),
    low: Math.exp(cell.estimate - off),
    high: Math.exp(cell.estimate + off),
  };
}
