import { editDistance } from '../text/edit-distance.ts';
import { jaroWinkler } from '../text/jaro-winkler.ts';

/** How alike two different words are: 2 one slip apart (or Jaro–Winkler ≥ 0.92), 1 loosely (≥ 0.85), 0 not. */
export function likeness(first: string, second: string): 0 | 1 | 2 {
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  if (short.length === 0) return 0;
  const winkler = jaroWinkler(first, second);
  if (winkler >= 0.92) return 2;
  if (winkler < 0.55) return 0;
  if (long.length - short.length <= 1 && short.length >= 3 && editDistance(first, second, 1) <= 1) return 2;
  return winkler >= 0.85 ? 1 : 0;
}

/** Share of the words of two texts that they have in common, each word counted once per text (Dice 1945). Words alike by one slip count. */
export function wordOverlap(first: readonly string[], second: readonly string[]): number {
  if (first.length === 0 || second.length === 0) return 0;
  let left: string[] | undefined;
  let common = 0;
  for (const word of first) {
    const others = left ?? second;
    let found = others.indexOf(word);
    if (found < 0 && word.length >= 4)
      found = others.findIndex((other) => other.length >= 4 && editDistance(word, other, 1) <= 1);
    if (found < 0) continue;
    left ??= [...second];
    left.splice(found, 1);
    common += 1;
  }
  return (2 * common) / (first.length + second.length);
}
