import { oneSlipApart } from '#identify/particulars';

export type NamedPerson = { readonly givenName: string; readonly gender: 'm' | 'f' | '' };

/** True when a folded given name is too little to tell people apart: absent, or only initials ("j", "j p"). */
export function isWeakName(givenName: string): boolean {
  return givenName === '' || givenName.split(' ').every((word) => word.length === 1);
}

function initialsFit(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((word, place) => long[place]?.[0] === word[0]);
}

/**
 * Whether two folded given names clearly belong to two people: the rule that makes a shared phone or address a household
 * instead of one person. Not clearly: equal, one missing, initials that fit, one a whole first word of the other
 * ("marie" and "marie claude"), or one slip of the keyboard in names of five letters or more ("nathalie", "natalie").
 * Clearly: anything else, a feminine in e ("louis", "louise"), or different names under civilities of different genders.
 */
export function clearlyDifferent(a: NamedPerson, b: NamedPerson): boolean {
  if (a.givenName === b.givenName || a.givenName === '' || b.givenName === '') return false;
  const [first, second] = [a.givenName.split(' '), b.givenName.split(' ')];
  if (isWeakName(a.givenName) || isWeakName(b.givenName)) return !initialsFit(first, second);
  if (a.gender !== '' && b.gender !== '' && a.gender !== b.gender) return true;
  const [short, long] = first.length <= second.length ? [first, second] : [second, first];
  if (short.every((word, place) => long[place] === word)) return false;
  const [left, right] = [first.join(''), second.join('')];
  if (left === right) return false;
  if (left === `${right}e` || right === `${left}e`) return true;
  return !(Math.min(left.length, right.length) >= 5 && oneSlipApart(left, right));
}
