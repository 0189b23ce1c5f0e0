import type { Links } from './cluster-links.ts';

/** Gathers links, 12 bytes each. */
export function createLinkList(): {
  add(first: number, second: number, bits: number): void;
  finish(): Links;
} {
  let first = new Int32Array(1024);
  let second = new Int32Array(1024);
  let bits = new Float32Array(1024);
  let length = 0;
  return {
    add(one, other, weight) {
      if (length === first.length) {
        [first, second] = [longer(first), longer(second)];
        const more = new Float32Array(length * 2);
        more.set(bits);
        bits = more;
      }
      first[length] = one;
      second[length] = other;
      bits[length] = weight;
      length += 1;
    },
    finish: () => ({
      first: first.slice(0, length),
      second: second.slice(0, length),
      bits: bits.slice(0, length),
    }),
  };
}

function longer(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const more = new Int32Array(column.length * 2);
  more.set(column);
  return more;
}
