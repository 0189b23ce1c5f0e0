import { foldText } from '#analytics/text';
import { type Problem, problem } from '../problem.ts';
import { civilityOf, readCivility } from './civility.ts';
import { isCompanyName } from './company.ts';
import { type DeclaredGenders, deduceGender } from './deduce-civility.ts';
import { displayName } from './display-name.ts';
import { listedGender } from './given-name-list.ts';

export type SaidName = {
  readonly civility?: string | undefined;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
};

const empty =
  /^(x{2,}|n a|n c|nc|na|test.*|inconnu.?|unknown|none|null|undefined|neant|sans|anonym.*|client.*|a{2,}|z{2,}|azert.*|qwert.*|nom|prenom|name)$/;
/** Men's given names that are common family names too: alone they do not tell that a name is the wrong way round. */
const familiesToo = new Set(
  `martin bernard thomas robert richard laurent simon michel david bertrand vincent nicolas henry francois andre jean pierre louis gerard
  roger leroy guillaume paul daniel denis gilbert marie charles julien remy benoit germain raymond gautier maurice clement arnaud
  olivier colin adam brun noel roland lucas joly aubert jacob marc perrine martial robin albert leon marcel victor`.split(
    /\s+/,
  ),
);

/** What is doubtful in a given or family name: figures in it, a placeholder, an organisation, capitals or small letters only. */
export function checkNamePart(text: string): Problem[] {
  const found: Problem[] = [];
  const folded = foldText(text);
  if (!/\p{L}/u.test(text) || /[\d@#<>{}[\]|\\*_=+~^$€%/]/.test(text)) found.push(problem('name-characters'));
  else if (empty.test(folded)) found.push(problem('name-placeholder'));
  else if (isCompanyName(text)) found.push(problem('name-company'));
  const shown = displayName(text);
  if (shown !== text.trim() && foldText(shown) === folded) found.push(problem('name-case', shown));
  return found;
}

/** Whether given and family name are the wrong way round: the family name is a known given name, the given name is not. */
export function isSwapped({ givenName = '', familyName = '' }: SaidName): boolean {
  const [given, family] = [foldText(givenName), foldText(familyName)];
  if (given.length < 3 || family.length < 3 || given === family) return false;
  const [first = ''] = given.split(' ');
  const [familyFirst = ''] = family.split(' ');
  if (listedGender(given) !== undefined || listedGender(first) !== undefined) return false;
  if (listedGender(family) === undefined && listedGender(familyFirst) === undefined) return false;
  const shouted = givenName === givenName.toUpperCase() && familyName !== familyName.toUpperCase();
  return shouted || !(familiesToo.has(family) || familiesToo.has(familyFirst));
}

/** What is doubtful in a civility: no civility at all, another than the given name makes (almost) certain, or deducible. */
export function checkCivility(
  said: SaidName,
  declared?: (foldedName: string) => DeclaredGenders | undefined,
): Problem[] {
  const { civility = '', givenName = '' } = said;
  const deduced = givenName === '' ? undefined : deduceGender(givenName, declared);
  if (civility === '')
    return deduced === undefined ? [] : [problem('civility-deducible', civilityOf(deduced.gender))];
  const read = readCivility(civility);
  if (!read.known) return [problem('civility-unknown')];
  const opposed =
    deduced !== undefined &&
    deduced.confidence >= 0.95 &&
    !read.couple &&
    read.gender !== '' &&
    read.gender !== deduced.gender;
  return opposed ? [problem('civility-contradicts-name', civilityOf(deduced.gender))] : [];
}
