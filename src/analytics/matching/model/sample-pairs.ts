import { mix32 } from '../records/hash-text.ts';

/** A sample of pairs: `standFor` is how many pairs each stands for, a power of two. */
export type PairSample = {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly standFor: number;
};

/**
 * Draws pairs of a stream whose length nobody knows yet, `most` at most: all as far as they go, then every second, every fourth and so on, by a hash of
 * their records. What is drawn depends on which pairs came, not on their order. 8 bytes a pair drawn.
 */
export function createPairSampler(most: number): {
  add(first: number, second: number): void;
  finish(): PairSample;
} {
  const [first, second] = [new Int32Array(most), new Int32Array(most)];
  let [length, standFor] = [0, 1];
  const isDrawn = (one: number, other: number) =>
    (mix32(Math.imul(one, 0x9e3779b1) + other) & (standFor - 1)) === 0;
  function thin(): void {
    standFor *= 2;
    let kept = 0;
    for (let at = 0; at < length; at += 1) {
      const [one, other] = [first[at] ?? 0, second[at] ?? 0];
      if (!isDrawn(one, other)) continue;
      first[kept] = one;
      second[kept] = other;
      kept += 1;
    }
    length = kept;
  }
  return {
    add(one, other) {
      if (!isDrawn(one, other)) return;
      while (length === most) thin();
      if (!isDrawn(one, other)) return;
      first[length] = one;
      second[length] = other;
      length += 1;
    },
    finish: () => ({ first: first.subarray(0, length), second: second.subarray(0, length), standFor }),
  };
}
