import { type Problem, problem } from '../problem.ts';
import type { PostalAddress, SaidAddress } from './postal-address.ts';

/** How a postcode is written in countries often written to from France; others are kept as they are. */
const postcodes: ReadonlyMap<string, RegExp> = new Map([
  ['BE', /^\d{4}$/],
  ['CH', /^\d{4}$/],
  ['LU', /^(L-)?\d{4}$/],
  ['DE', /^\d{5}$/],
  ['ES', /^\d{5}$/],
  ['IT', /^\d{5}$/],
  ['AT', /^\d{4}$/],
  ['PT', /^\d{4}(-\d{3})?$/],
  ['NL', /^\d{4} ?[A-Z]{2}$/],
  ['US', /^\d{5}(-\d{4})?$/],
  ['CA', /^[A-Z]\d[A-Z] ?\d[A-Z]\d$/],
  ['DK', /^\d{4}$/],
  ['GB', /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/],
  ['SE', /^\d{3} ?\d{2}$/],
  ['PL', /^\d{2}-\d{3}$/],
  ['MA', /^\d{5}$/],
  ['DZ', /^\d{5}$/],
  ['TN', /^\d{4}$/],
]);
/** Countries that write the postcode after the town. */
const after = new Set(['GB', 'US', 'CA', 'IE', 'AU', 'NZ', 'IN', 'ZA']);
const lineMax = 38;
let french: Intl.DisplayNames | undefined;

/**
 * An address abroad: its lines kept as they were said (accents and punctuation too), each of 38 characters at most, the town in
 * capitals with the postcode on its country's side, the country in French capitals last (Universal Postal Union, S42).
 */
export function foreignAddress(said: SaidAddress, country: string): PostalAddress {
  const wrapped = (said.street ?? '').split(/[\n\r]+/).flatMap((line) => wrap(tidy(line)));
  const tooMany = wrapped.length > 4;
  const kept = wrapped.slice(0, 4);
  const [second = '', third = '', fourth = '', fifth = ''] = kept.length < 3 ? ['', '', ...kept] : kept;
  const postcode = capitals(said.postcode ?? '');
  const locality = clip(capitals(said.city ?? ''), lineMax - postcode.length - 1);
  const town = (after.has(country) ? [locality, postcode] : [postcode, locality]).join(' ').trim();
  const problems: Problem[] = [];
  if (kept.length === 0) problems.push(problem('street-missing'));
  if (locality === '') problems.push(problem('city-missing'));
  if (postcodes.get(country)?.test(postcode) === false) problems.push(problem('postcode-unknown'));
  if (tooMany) problems.push(problem('line-too-long'));
  return {
    lines: [wrap(tidy(said.recipient ?? ''))[0] ?? '', second, third, fourth, fifth, clip(town, lineMax)],
    countryLine: countryName(country),
    country,
    postcode,
    locality,
    deliverability: 'foreign',
    problems,
  };
}

function countryName(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country.toUpperCase();
  french ??= new Intl.DisplayNames(['fr'], { type: 'region' });
  return (french.of(country) ?? country).toUpperCase();
}

const tidy = (text: string) =>
  text
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();

const capitals = (text: string) => tidy(tidy(text).toUpperCase());

/** At most so many characters, never half of one. */
const clip = (text: string, most: number) =>
  text
    .slice(0, Math.max(0, most))
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();

/** Parts a line between words at 38 characters. */
function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= lineMax)
      lines[lines.length - 1] = `${last} ${word}`;
    else if (word !== '') lines.push(clip(word, lineMax));
  }
  return lines;
}
