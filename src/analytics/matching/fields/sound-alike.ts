import { frenchSound } from '../text/french-sound.ts';
import { jaroWinkler } from '../text/jaro-winkler.ts';
import { nysiis } from '../text/nysiis.ts';

/** Whether two folded names of three letters or more are heard alike, in French or in English. */
export function soundAlike(first: string, second: string): boolean {
  if (first.length < 3 || second.length < 3) return false;
  // Names heard alike are never written wholly otherwise, and letters cost less to compare than sounds.
  if (jaroWinkler(first, second) < 0.6) return false;
  return frenchSound(first) === frenchSound(second) || nysiis(first) === nysiis(second);
}
