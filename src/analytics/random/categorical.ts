import type { RandomStream } from './stream.ts';
import { uniform } from './uniform.ts';

/** Weights prepared for drawing in constant time. */
export interface AliasTable {
  readonly size: number;
  readonly keep: Float64Array;
  readonly alias: Uint32Array;
}

/**
 * Prepares weights (≥ 0, at least one above 0, any scale) for `categorical`: Vose's alias method (1991). O(n).
 * Throws RangeError for an empty list or a weight that is negative or not finite.
 */
export function aliasTable(weights: ArrayLike<number>): AliasTable {
  const size = weights.length;
  let total = 0;
  for (let i = 0; i < size; i++) total += checkedWeight(weights[i]);
  if (!(total > 0)) throw new RangeError('aliasTable: needs at least one weight above 0');
  const keep = new Float64Array(size);
  const alias = new Uint32Array(size);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < size; i++) {
    keep[i] = ((weights[i] ?? 0) * size) / total;
    alias[i] = i;
    ((keep[i] ?? 0) < 1 ? small : large).push(i);
  }
  for (let poor = small.pop(), rich = large.pop(); ; poor = small.pop(), rich = large.pop()) {
    if (poor === undefined || rich === undefined) {
      // What is left over differs from 1 by rounding only.
      for (const i of [...small, ...large, poor, rich]) if (i !== undefined) keep[i] = 1;
      return { size, keep, alias };
    }
    alias[poor] = rich;
    const rest = (keep[rich] ?? 0) + (keep[poor] ?? 0) - 1;
    keep[rich] = rest;
    (rest < 1 ? small : large).push(rich);
  }
}

/** Draws an index with probability proportional to its weight, in O(1). */
export function categorical(random: RandomStream, table: AliasTable): number {
  const scaled = uniform(random) * table.size;
  const column = Math.floor(scaled);
  return scaled - column < (table.keep[column] ?? 1) ? column : (table.alias[column] ?? column);
}

function checkedWeight(weight: number | undefined): number {
  if (weight === undefined || !(weight >= 0) || weight === Infinity) {
    throw new RangeError(`aliasTable: weight ${weight} is not a finite number ≥ 0`);
  }
  return weight;
}
