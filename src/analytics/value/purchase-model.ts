import type { PurchaseHistories } from './purchase-histories.ts';

/** Histories with how many customers share each. */
export type HistoryCells = PurchaseHistories & { readonly count: Float64Array };

/** One customer's history: x repeats, the last at t_x, observed for T. */
export type History = { readonly repeats: number; readonly lastAt: number; readonly observedFor: number };

/** From now until `ahead` (may be Infinity when rate > 0), each purchase worth e^(−rate·t); rate is continuous, per unit of time. */
export type Horizon = { readonly ahead: number; readonly rate: number };

/** What a customer known to be alive and in a phase (0 unless told) will do. */
type Figure<Ahead> = (parameters: Float64Array, history: History, ahead: Ahead, phase?: number) => number;

/**
 * A model of repeat buying with leaving unseen: customers buy at random at their own rate and leave at their own risk.
 * Parameters come in the order of `names`, all above zero. A forecast is P(alive) × what a customer known to be alive will do, which
 * depends on x, T and, of regular buyers, on the phase: how many of the k hidden events of the next purchase have passed.
 */
export type PurchaseModel = {
  readonly names: readonly string[];
  /** Hidden events to a purchase, k: gaps between purchases are Erlang-k. 1 is buying at random; the more, the more regularly. */
  readonly regularity: number;
  readonly starts: (cells: HistoryCells) => readonly Float64Array[];
  /** Which parameters covariates move, by what name, in which direction: parameter × e^(direction · coefficient · value). */
  readonly moved: readonly {
    readonly label: string;
    readonly parameter: number;
    readonly direction: 1 | -1;
  }[];
  /** ln L of cells from…to; adds its slope in ln(parameter) to `slope`. */
  readonly logLikelihood: (
    cells: HistoryCells,
    from: number,
    to: number,
    parameters: Float64Array,
    slope: Float64Array,
  ) => number;
  readonly alive: (parameters: Float64Array, history: History) => number;
  /** Weights of phases 0 … k − 1 of a customer known to be alive; without it there is one phase. */
  readonly phases?: (parameters: Float64Array, history: History) => Float64Array;
  readonly purchasesWhileAlive: Figure<number>;
  readonly discountedWhileAlive: Figure<Horizon>;
};

/** Mean rate of repeat buying over the cells, the first thing a start needs. */
export function meanRate({ repeats, observedFor, count }: HistoryCells): number {
  let [bought, time] = [0, 0];
  for (let i = 0; i < count.length; i += 1) {
    bought += (repeats[i] as number) * (count[i] as number);
    time += (observedFor[i] as number) * (count[i] as number);
  }
  return bought / time;
}
