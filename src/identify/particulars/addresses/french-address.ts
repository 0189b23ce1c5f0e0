import { type Problem, problem } from '../problem.ts';
import { fitLine, lineLengthMax } from './fit-line.ts';
import type { Deliverability, PostalAddress, SaidAddress } from './postal-address.ts';
import { readStreet, type StreetLines } from './read-street.ts';
import { resolvePlace } from './resolve-place.ts';
import type { Place } from './place.ts';
import { upperWords } from './upper-words.ts';

/** Passes until a form is its own normal form; two are usual, the bound is for texts that are no address. */
const passesMax = 8;

/** An address of France, or of a territory with French postcodes, by the rules of NF Z10-011. */
export function frenchAddress(said: SaidAddress): PostalAddress {
  const place = resolvePlace(said.postcode ?? '', said.city ?? '');
  let street = readStreet(said.street ?? '');
  if (place.formerly !== '' && !`${street.street} ${street.place}`.includes(place.formerly))
    street = { ...street, place: `${place.formerly} ${street.place}`.trim() };
  let written = writeLines(street);
  for (let pass = 1; pass < passesMax; pass += 1) {
    const again = writeLines(readStreet(written.lines.filter((line) => line !== '').join('\n')));
    if (again.lines.every((line, at) => line === written.lines[at])) break;
    written = { lines: again.lines, cut: written.cut || again.cut };
  }
  const recipient = fitRecipient(upperWords(said.recipient ?? ''));
  const [inside, building, way, box] = written.lines;
  const town = writeTown(place);
  const problems = [...place.problems, ...streetProblems(written, said)];
  return {
    lines: [recipient, inside, building, way, box, `${place.postcode} ${town}`.trim()],
    countryLine: '',
    country: 'FR',
    postcode: place.postcode,
    locality: town,
    deliverability: grade(place, problems, said),
    problems,
  };
}

type Written = { readonly lines: readonly [string, string, string, string]; readonly cut: boolean };

function writeLines({ inside, building, street, place }: StreetLines): Written {
  const fitted = [inside, building, street, place].map((text) => fitLine(text));
  const [a = '', b = '', c = '', d = ''] = fitted.map(({ line }) => line);
  return { lines: [a, b, c, d], cut: fitted.some(({ cut }) => cut) };
}

function writeTown({ locality }: Place): string {
  const [, name = '', cedex = ''] = /^(.*?)( CEDEX(?: \d\d)?)?$/.exec(locality) ?? [];
  return `${fitLine(name, lineLengthMax - 6 - cedex.length).line}${cedex}`;
}

/** Line 1: given names become initials before a name is cut. */
function fitRecipient(text: string): string {
  let words = text.split(' ');
  for (let at = 1; at < words.length - 1 && words.join(' ').length > lineLengthMax; at += 1)
    words = words.with(at, (words[at] ?? '').slice(0, 1));
  return words.join(' ').slice(0, lineLengthMax).trim();
}

function streetProblems({ lines: [, building, street, place], cut }: Written, said: SaidAddress): Problem[] {
  const found: Problem[] = [];
  if ((said.street ?? '').trim() === '') found.push(problem('street-missing'));
  else if (street === '' && place === '' && building === '') found.push(problem('street-unclear'));
  else if (/^(RUE|AVENUE|AV|BOULEVARD|BD) /.test(street) && place === '')
    found.push(problem('number-missing'));
  if (cut) found.push(problem('line-too-long'));
  return found;
}

function grade(place: Place, problems: readonly Problem[], said: SaidAddress): Deliverability {
  if (![said.street, said.postcode, said.city].some((text) => (text ?? '').trim() !== '')) return 'missing';
  if (place.state === 'unknown' || problems.some(({ code }) => code === 'street-missing'))
    return 'undeliverable';
  if (
    place.state === 'doubtful' ||
    problems.some(({ code }) => /^(street-unclear|number-missing|line-too-long)$/.test(code))
  )
    return 'doubtful';
  return place.state === 'corrected' ? 'corrected' : 'deliverable';
}
