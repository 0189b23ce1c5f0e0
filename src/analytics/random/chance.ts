import type { RandomStream } from './stream.ts';
import { uniform } from './uniform.ts';

/** True with the given probability (Bernoulli). A probability ≤ 0 is never, ≥ 1 always; one draw in every case. */
export function chance(random: RandomStream, probability: number): boolean {
  return uniform(random) < probability;
}
