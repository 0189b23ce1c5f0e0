import { shortTypes, shortWords, smallWords, streetType } from './street-words.ts';

/** The most characters on a line (NF Z10-011). */
export const lineLengthMax = 38;

/**
 * A line of at most `most` characters. What fits is written in full, its kind of street included ("AV FOCH" → "AVENUE FOCH");
 * what does not is shortened one word at a time from the left (kind of street, then titles and usual words), then loses its small
 * words, then is cut between two words, which `cut` tells. The line of a line is that line.
 */
export function fitLine(text: string, most = lineLengthMax): { line: string; cut: boolean } {
  const words = text.split(' ').filter((word) => word !== '');
  const at = typePlace(words);
  const full = at < 0 ? '' : (streetType(words[at] ?? '') ?? '');
  const withFull = (list: readonly string[]) => (at < 0 ? [...list] : list.with(at, full));
  const length = (list: readonly string[]) => list.join(' ').length;
  if (length(withFull(words)) <= most) return { line: withFull(words).join(' '), cut: false };
  let list = at < 0 ? words : words.with(at, shortTypes.get(full) ?? full);
  for (let place = 0; place < list.length && length(list) > most; place += 1) {
    const short = place === at ? undefined : shortWords.get(list[place] ?? '');
    if (short !== undefined) list = list.with(place, short);
  }
  for (let place = list.length - 2; place > Math.max(at, 0) && length(list) > most; place -= 1)
    if (smallWords.test(list[place] ?? '')) list = list.toSpliced(place, 1);
  const cut = length(list) > most;
  while (length(list) > most && list.length > 1) list = list.slice(0, -1);
  if (at >= 0 && at < list.length && length(withFull(list)) <= most) list = withFull(list);
  return { line: list.join(' ').slice(0, most).trim(), cut };
}

/** Where a line's kind of street stands: first, or after the number and its suffix. -1 for none. */
function typePlace(words: readonly string[]): number {
  let place = 0;
  while (
    /^(\d+[A-Z]?|BIS|TER|QUATER|QUINQUIES)$/.test(words[place] ?? '') ||
    (place > 0 && /^[A-F]$/.test(words[place] ?? ''))
  )
    place += 1;
  return place < words.length - 1 && streetType(words[place] ?? '') !== undefined ? place : -1;
}
