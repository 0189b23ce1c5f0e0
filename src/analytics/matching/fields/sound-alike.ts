import { frenchSound } from '../text/french-sound.ts';
import { jaroWinkler } from '../text/jaro-winkler.ts';
import { nysiis } from '../text/nysiis.ts';

/** Sounds worked out lately, so that a name compared a thousand times is read aloud once. */
const kept = new Map<string, readonly [french: string, english: string]>();
const keptMost = 50_000;

function soundsOf(name: string): readonly [string, string] {
  let sounds = kept.get(name);
  if (sounds === undefined) {
    if (kept.size >= keptMost) kept.clear();
    sounds = [frenchSound(name), nysiis(name)];
    kept.set(name, sounds);
  }
  return sounds;
}

/** Whether two folded names of three letters or more are heard alike, in French or in English. */
export function soundAlike(first: string, second: string): boolean {
  if (first.length < 3 || second.length < 3) return false;
  // Names heard alike are never written wholly otherwise, and letters cost less to compare than sounds.
  if (jaroWinkler(first, second) < 0.6) return false;
  const [one, other] = [soundsOf(first), soundsOf(second)];
  return one[0] === other[0] || one[1] === other[1];
}
