import { integer, type RandomStream } from '#analytics/random';

/** The keys beside each key of a French (AZERTY) keyboard. */
const BESIDE: Readonly<Record<string, string>> = {
  a: 'zq',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'zr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'km',
  m: 'lp',
  n: 'b',
  o: 'ip',
  p: 'om',
  q: 'sa',
  r: 'et',
  s: 'qd',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'x',
  x: 'wc',
  y: 'tu',
  z: 'ae',
};

/** What a word heard on the phone is written as; tried in a random order, the first that changes it is used. */
const HEARD: ReadonlyArray<readonly [RegExp, string]> = [
  [/eau/, 'ot'],
  [/ault/, 'aud'],
  [/aud$/, 'eau'],
  [/ard$/, 'art'],
  [/et$/, 'ait'],
  [/ph/, 'f'],
  [/y/, 'i'],
  [/i/, 'y'],
  [/([lnrtmps])\1/, '$1'],
  [/(?<=[aeiou])([lnrt])(?=[aeiou])/, '$1$1'],
  [/ck?/, 'k'],
  [/h/, ''],
  [/ain/, 'in'],
  [/in$/, 'ain'],
  [/s$/, ''],
  [/oux$/, 'ou'],
  [/z/, 's'],
  [/e$/, ''],
];

/** A word with one slip of the fingers: two letters swapped, one dropped, one doubled, or a neighbouring key. */
export function misspell(random: RandomStream, word: string): string {
  if (word.length < 3) return word;
  const at = integer(random, 1, word.length - 2);
  const letter = word.charAt(at);
  const kind = integer(random, 0, 3);
  if (kind === 0) return word.slice(0, at) + word.charAt(at + 1) + letter + word.slice(at + 2);
  if (kind === 1) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 2) return word.slice(0, at) + letter + word.slice(at);
  const keys = BESIDE[letter.toLowerCase()] ?? '';
  const key = keys === '' ? letter : keys.charAt(integer(random, 0, keys.length - 1));
  return word.slice(0, at) + key + word.slice(at + 1);
}

/** A name as somebody who only heard it might write it. */
export function mishear(random: RandomStream, word: string): string {
  const start = integer(random, 0, HEARD.length - 1);
  for (let i = 0; i < HEARD.length; i++) {
    const [sound, spelling] = HEARD[(start + i) % HEARD.length] ?? [/$^/, ''];
    const written = word.replace(sound, spelling);
    if (written !== word) return written;
  }
  return word;
}

/** A text without accents, cedillas or ligatures. */
export function withoutAccents(text: string): string {
  return text.replace(/œ/g, 'oe').replace(/Œ/g, 'OE').normalize('NFD').replace(/\p{M}/gu, '');
}
