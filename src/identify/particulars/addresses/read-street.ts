import { partAt } from './line-words.ts';
import { streetType } from './street-words.ts';
import { upperWords } from './upper-words.ts';

/** A street as it was said, its parts sorted by the line they go on. */
export type StreetLines = {
  readonly inside: string;
  readonly building: string;
  readonly street: string;
  readonly place: string;
};

type Sorted = { 2: string[]; 3: string[]; 4: string; 5: string[]; left: Left[] };
/** Words that say nothing of themselves; where they stood says which line they go on. */
type Left = { readonly text: string; readonly afterStreet: boolean };

/**
 * Sorts a street field into the lines of NF Z10-011: flat, floor and stairs (2), building and grounds (3), number and street (4),
 * hamlet and boxes (5). Lines, commas and semicolons part it; a number alone belongs to the street that follows.
 */
export function readStreet(street: string): StreetLines {
  const sorted: Sorted = { 2: [], 3: [], 4: '', 5: [], left: [] };
  for (const segment of segmentsOf(street)) sortSegment(segment, sorted);
  if (sorted[4] === '') chooseStreet(sorted);
  const before = sorted.left.filter(({ afterStreet }) => !afterStreet).map(({ text }) => text);
  const after = sorted.left.filter(({ afterStreet }) => afterStreet).map(({ text }) => text);
  return {
    inside: sorted[2].join(' '),
    building: [...sorted[3], ...before].join(' '),
    street: sorted[4],
    place: [...sorted[5], ...after].join(' '),
  };
}

function segmentsOf(street: string): string[][] {
  const segments: string[][] = [];
  for (const piece of street.split(/[\n\r,;|]+/)) {
    const words = upperWords(piece)
      .replace(/^(NO?|NUM|NUMERO) (?=\d)/, '')
      .replace(/^(\d+)(BIS|TER|QUATER)\b/, '$1 $2')
      .replace(/\bC O (?=[A-Z])/, 'CHEZ ')
      .split(' ')
      .filter((word) => word !== '');
    const last = segments.at(-1);
    if (last !== undefined && isNumber(last) && words.length > 0 && !isNumber(words)) last.push(...words);
    else if (words.length > 0) segments.push(words);
  }
  return segments;
}

/** A house number and nothing else: "12", "12 BIS". */
const isNumber = (words: readonly string[]) =>
  /^\d{1,4}[A-Z]?( (BIS|TER|QUATER|[A-F]))?$/.test(words.join(' '));

function sortSegment(words: readonly string[], sorted: Sorted): void {
  let left: string[] = [];
  const flush = () => {
    if (left.length > 0) sorted.left.push({ text: left.join(' '), afterStreet: sorted[4] !== '' });
    left = [];
  };
  let at = 0;
  while (at < words.length) {
    const part = partAt(words, at, endOfName(words, at, sorted[4] !== ''));
    if (part !== undefined) {
      flush();
      if (part.line === 5 && part.isPlace !== true) sorted[5].unshift(part.text);
      else sorted[part.line].push(part.text);
      at += part.length;
    } else if (sorted[4] === '' && streetBegins(words, at, left.length === 0)) {
      flush();
      const end = endOfStreet(words, at);
      sorted[4] = words.slice(at, end).join(' ');
      at = end;
    } else {
      left.push(words[at] ?? '');
      at += 1;
    }
  }
  flush();
}

/** Whether a street begins here: a number with words after it, or its kind in full (in short only at the start of a line). */
function streetBegins(words: readonly string[], at: number, starts: boolean): boolean {
  const word = words[at] ?? '';
  if (at >= words.length - 1) return false;
  if (/^\d{1,4}[A-Z]?$/.test(word)) return starts || kindAfterNumber(words, at) !== undefined;
  const kind = streetType(word);
  return kind !== undefined && (starts || kind === word);
}

function kindAfterNumber(words: readonly string[], at: number): string | undefined {
  let next = at + 1;
  while (/^(BIS|TER|QUATER|[A-F]|\d{1,4}[A-Z]?)$/.test(words[next] ?? '') && next < words.length - 1)
    next += 1;
  return streetType(words[next] ?? '');
}

/** Where a street ends: before a part that is sure (a flat's number, a box), never among its first words. */
function endOfStreet(words: readonly string[], at: number): number {
  let first = at + 1;
  while (
    first < words.length - 1 &&
    (/^(\d{1,4}[A-Z]?|BIS|TER|QUATER|[A-F])$/.test(words[first] ?? '') || first === at + 1)
  )
    first += 1;
  for (let place = first + 1; place < words.length; place += 1) if (isSure(words, place)) return place;
  return words.length;
}

/** Where a name that began at `at` ends: before the next sure part, or the street. */
function endOfName(words: readonly string[], at: number, hasStreet: boolean): number {
  for (let place = at + 2; place < words.length; place += 1) {
    if (isSure(words, place)) return place;
    const number = /^\d{1,4}[A-Z]?$/.test(words[place] ?? '') && kindAfterNumber(words, place) !== undefined;
    const kind = streetType(words[place] ?? '');
    if (
      !hasStreet &&
      (number || (kind !== undefined && kind === words[place] && kind.length > 4 && place < words.length - 1))
    )
      return place;
  }
  return words.length;
}

/** A part that says itself what it is: with a number, or the words LIEU DIT. */
function isSure(words: readonly string[], at: number): boolean {
  const part = partAt(words, at, at + 1);
  return part !== undefined || (words[at] === 'LIEU' && words[at + 1] === 'DIT') || words[at] === 'LIEUDIT';
}

/** No street was recognised: the first words with a number, else grounds with a name, else the last words that are left. */
function chooseStreet(sorted: Sorted): void {
  const numbered = sorted.left.findIndex(({ text }) => /^\d/.test(text));
  const at = numbered >= 0 ? numbered : sorted.left.length - 1;
  const chosen = sorted.left[at];
  if (chosen !== undefined) {
    sorted[4] = chosen.text;
    sorted.left = sorted.left.flatMap((left, place) =>
      place === at ? [] : [{ ...left, afterStreet: place > at }],
    );
    return;
  }
  const grounds = sorted[3].findLastIndex((text) =>
    /^(RESIDENCE|LOTISSEMENT|ZA|ZI|ZAC|ZONE|CAMPING) [A-Z]/.test(text),
  );
  if (grounds < 0) return;
  sorted[4] = sorted[3][grounds] ?? '';
  sorted[3] = sorted[3].toSpliced(grounds, 1);
}
