import { forgetPlaces, letterPlaces } from './letter-places.ts';

const longest = 255;
let before = new Uint16Array(longest + 1);
let above = new Uint16Array(longest + 1);
let row = new Uint16Array(longest + 1);

/**
 * Fewest letters added, dropped, changed or swapped with their neighbour to make one text the other, no part edited twice
 * (Damerau 1964, Levenshtein 1966; the "optimal string alignment" form). Above `most` it is `most + 1`. Texts are read up to 255
 * characters. O(a + b) up to 32 Latin letters (Hyyrö 2003), else O(a·b).
 */
export function editDistance(first: string, second: string, most = longest): number {
  if (first === second) return 0;
  let [endA, endB] = [Math.min(first.length, longest), Math.min(second.length, longest)];
  if (Math.abs(endA - endB) > most) return most + 1;
  let start = 0;
  while (start < endA && start < endB && first.charCodeAt(start) === second.charCodeAt(start)) start += 1;
  while (endA > start && endB > start && first.charCodeAt(endA - 1) === second.charCodeAt(endB - 1)) {
    endA -= 1;
    endB -= 1;
  }
  if (endA === start || endB === start) return Math.min(Math.max(endA, endB) - start, most + 1);
  const places = letterPlaces(first, start, endA);
  const found =
    places === null
      ? distanceByRows(first, second, start, endA, endB)
      : distanceByBits(second, places, start, endA - start, endB);
  if (places !== null) forgetPlaces(first, start, endA);
  return Math.min(found, most + 1);
}

/** A column of the table of distances at a time, as bits that say whether each step down or across adds or takes one. */
function distanceByBits(
  second: string,
  places: Int32Array,
  start: number,
  length: number,
  end: number,
): number {
  const last = 1 << (length - 1);
  let [up, down, diagonal, placesBefore, distance] = [-1, 0, 0, 0, length];
  for (let at = start; at < end; at += 1) {
    const code = second.charCodeAt(at);
    const here = code > 255 ? 0 : (places[code] ?? 0);
    const swapped = ((~diagonal & here) << 1) & placesBefore;
    diagonal = (((here & up) + up) ^ up) | here | down | swapped | 0;
    const added = down | ~(diagonal | up);
    const taken = diagonal & up;
    if ((added & last) !== 0) distance += 1;
    if ((taken & last) !== 0) distance -= 1;
    const shifted = (added << 1) | 1;
    up = (taken << 1) | ~(diagonal | shifted);
    down = shifted & diagonal;
    placesBefore = here;
  }
  return distance;
}

function distanceByRows(first: string, second: string, start: number, endA: number, endB: number): number {
  const columns = endB - start;
  for (let j = 0; j <= columns; j += 1) above[j] = j;
  for (let i = start; i < endA; i += 1) {
    row[0] = i - start + 1;
    const code = first.charCodeAt(i);
    for (let j = 0; j < columns; j += 1) {
      const other = second.charCodeAt(start + j);
      let least = (above[j] ?? 0) + (code === other ? 0 : 1);
      least = Math.min(least, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1);
      const swapped =
        i > start && j > 0 && code === second.charCodeAt(start + j - 1) && first.charCodeAt(i - 1) === other;
      if (swapped) least = Math.min(least, (before[j - 1] ?? 0) + 1);
      row[j + 1] = least;
    }
    [before, above, row] = [above, row, before];
  }
  return above[columns] ?? 0;
}
