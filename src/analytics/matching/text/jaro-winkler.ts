import { forgetPlaces, letterPlaces } from './letter-places.ts';

const taken = new Uint8Array(256);
const matched = new Uint16Array(256);

/**
 * Likeness of two texts from 0 to 1 by common characters in nearly the same place (Jaro 1989), raised for a common start of up to four
 * when already above 0.7 (Winkler 1990, p = 0.1). Two empty texts are alike (1). Texts are read up to 255 characters; O(a + b) up to 32
 * Latin letters, else O(a·b).
 */
export function jaroWinkler(first: string, second: string): number {
  const jaro = jaroOf(first, second);
  if (jaro <= 0.7) return jaro;
  const most = Math.min(4, first.length, second.length);
  let start = 0;
  while (start < most && first.charCodeAt(start) === second.charCodeAt(start)) start += 1;
  return jaro + start * 0.1 * (1 - jaro);
}

function jaroOf(first: string, second: string): number {
  if (first === second) return 1;
  const [a, b] = [Math.min(first.length, 255), Math.min(second.length, 255)];
  if (a === 0 || b === 0) return 0;
  const reach = Math.max(0, Math.floor(Math.max(a, b) / 2) - 1);
  const places = letterPlaces(second);
  const found =
    places === null ? countSlowly(first, second, a, b, reach) : countByBits(first, second, places, reach);
  if (places !== null) forgetPlaces(second);
  const { common, moved } = found;
  if (common === 0) return 0;
  return (common / a + common / b + (common - Math.floor(moved / 2)) / common) / 3;
}

const count = { common: 0, moved: 0 };

function countByBits(first: string, second: string, places: Int32Array, reach: number): typeof count {
  let free = -1;
  let common = 0;
  const length = Math.min(first.length, second.length + reach);
  for (let i = 0; i < length; i += 1) {
    const code = first.charCodeAt(i);
    const low = Math.max(0, i - reach);
    const span = i + reach + 1 - low;
    const window = span >= 32 ? -1 << low : ((1 << span) - 1) << low;
    const fits = code > 255 || low > 31 ? 0 : (places[code] ?? 0) & window & free;
    if (fits === 0) continue;
    free &= ~(fits & -fits);
    matched[common] = code;
    common += 1;
  }
  let moved = 0;
  let used = ~free;
  for (let at = 0; at < common; at += 1) {
    const place = 31 - Math.clz32(used & -used);
    if (matched[at] !== second.charCodeAt(place)) moved += 1;
    used &= used - 1;
  }
  count.common = common;
  count.moved = moved;
  return count;
}

function countSlowly(first: string, second: string, a: number, b: number, reach: number): typeof count {
  taken.fill(0, 0, b);
  let common = 0;
  for (let i = 0; i < a; i += 1) {
    const code = first.charCodeAt(i);
    const end = Math.min(i + reach + 1, b);
    for (let j = Math.max(0, i - reach); j < end; j += 1) {
      if (taken[j] === 1 || second.charCodeAt(j) !== code) continue;
      taken[j] = 1;
      matched[common] = code;
      common += 1;
      break;
    }
  }
  let moved = 0;
  let at = 0;
  for (let j = 0; j < b; j += 1) {
    if (taken[j] === 0) continue;
    if (matched[at] !== second.charCodeAt(j)) moved += 1;
    at += 1;
  }
  count.common = common;
  count.moved = moved;
  return count;
}
