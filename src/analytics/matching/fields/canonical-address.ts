import { canonicalCode, canonicalText } from './canonical-values.ts';

/** Usual short forms of the words of an address, in French and English, as the long ones. */
const longForms: Readonly<Record<string, string>> = {
  av: 'avenue',
  ave: 'avenue',
  aven: 'avenue',
  bd: 'boulevard',
  bld: 'boulevard',
  blvd: 'boulevard',
  boul: 'boulevard',
  r: 'rue',
  pl: 'place',
  sq: 'square',
  imp: 'impasse',
  all: 'allee',
  allees: 'allee',
  chem: 'chemin',
  che: 'chemin',
  ch: 'chemin',
  rte: 'route',
  qu: 'quai',
  crs: 'cours',
  res: 'residence',
  fbg: 'faubourg',
  fg: 'faubourg',
  lot: 'lotissement',
  st: 'saint',
  ste: 'sainte',
  gal: 'general',
  gen: 'general',
  mal: 'marechal',
  dr: 'docteur',
  rd: 'road',
  cres: 'crescent',
  cct: 'circuit',
  ct: 'court',
  cl: 'close',
  ln: 'lane',
  tce: 'terrace',
  hwy: 'highway',
  pde: 'parade',
};

/** In English the short form of street ends an address, where in French the same letters begin a saint's name. */
const lastWords: Readonly<Record<string, string>> = { st: 'street', str: 'street', dr: 'drive', pl: 'place' };

/** A street as `number|words`: short forms written out, a number in front (with bis, ter, a letter) set apart. */
export function canonicalStreet(number: string, street: string): string {
  let words = canonicalText(street).split(' ');
  let door = canonicalText(number);
  const leading = /^\d+[a-z]?$/.test(words[0] ?? '');
  if (leading && words.length > 1) {
    if (door === '') door = words[0] ?? '';
    words = words.slice(door === words[0] || number === '' ? 1 : 0);
    const suffix = /^(?:bis|ter|quater|b|t)$/.test(words[0] ?? '') && words.length > 1 ? words[0] : undefined;
    if (suffix !== undefined && number === '') {
      door = `${door} ${suffix}`;
      words = words.slice(1);
    }
  }
  const written = words.map(
    (word, at) =>
      (at === words.length - 1 && at > 0 ? lastWords[word] : undefined) ?? longForms[word] ?? word,
  );
  const name = written.join(' ');
  return door === '' && name === '' ? '' : `${door}|${name}`;
}

/** A place as `postcode|town|region`: Saint written out, a CEDEX and an arrondissement left out, a US postcode to its five digits. */
export function canonicalPlace(postcode: string, town: string, region: string): string {
  const code = canonicalCode(postcode).replace(/^(\d{5})\d{4}$/, '$1');
  const name = canonicalText(town)
    .replace(/ (?:cedex.*|\d+(?:e|er|eme)? arrondissement|\d{1,2}(?:e|er|eme)?)$/, '')
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte');
  const where = canonicalText(region);
  return code === '' && name === '' && where === '' ? '' : `${code}|${name}|${where}`;
}
