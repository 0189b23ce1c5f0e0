import { fnv1a64 } from './fnv1a64.ts';
import { mix64 } from './mix64.ts';
import { unitInterval64 } from './word64.ts';

/**
 * A stable number in [0, 1) for an id under a salt, for control groups and shares: the same id always falls on the same side,
 * and two salts are independent. Defined for ever as: FNV-1a 64 of the UTF-8 bytes of `salt`, one zero byte, `id`;
 * then MurmurHash3's fmix64; then the top 53 bits over 2^53. Not for secrets. O(length).
 */
export function saltedHash(salt: string, id: string): number {
  return unitInterval64(mix64(fnv1a64(`${salt}\u0000${id}`)));
}
