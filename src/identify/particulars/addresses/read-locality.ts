import { communeKey } from './communes.ts';
import { upperWords } from './upper-words.ts';

/** A town as it was said, taken apart. */
export type SaidLocality = {
  readonly name: string;
  readonly key: string;
  /** "CEDEX", "CEDEX 08", or '' when the mail is not sorted for a company. */
  readonly cedex: string;
  /** Of Paris, Lyon or Marseille; 0 when none is said. */
  readonly district: number;
  /** A postcode written with the town. */
  readonly postcode: string;
};

/** Takes a town apart: "75008 Paris 8e arr." → 75008, PARIS, district 8; "LYON CEDEX 03" → LYON, CEDEX 03. */
export function readLocality(text: string): SaidLocality {
  let words = upperWords(text);
  const [, postcode = ''] = /^(?:F )?(\d{5}) (?=[A-Z])/.exec(words) ?? [];
  if (postcode !== '') words = words.replace(/^(F )?\d{5} /, '');
  const [, before, number] = /^(.*?) ?\bCEDEX\b ?(\d{1,2})?/.exec(words) ?? [];
  const cedex =
    before === undefined ? '' : number === undefined ? 'CEDEX' : `CEDEX ${number.padStart(2, '0')}`;
  if (before !== undefined) words = before;
  const arrondissement =
    /^(PARIS|LYON|MARSEILLE) (\d{1,2})( ?(ER|E|EME|IEME|ND))?( ARR(ONDISSEMENT|DT|T)?)?$/.exec(words);
  const name = arrondissement?.[1] ?? words;
  return { name, key: communeKey(name), cedex, district: Number(arrondissement?.[2] ?? 0), postcode };
}

/** A French postcode from what was said ("F-75 001", "1000" whose zero a spreadsheet ate), or what was said in capitals. */
export function readPostcode(text: string): string {
  const words = upperWords(text);
  const digits = words.replace(/^F(R)? ?/, '').replaceAll(' ', '');
  if (/^\d{4}$/.test(digits)) return `0${digits}`;
  return /^\d{5}$/.test(digits) ? digits : words;
}
