import type { FieldKind } from '../fields/field-kind.ts';
import { frenchSound } from '../text/french-sound.ts';

/** A coarse code of a value, under which values that may be one fall together; '' gives none. */
export type Atom = {
  readonly name: string;
  /** The value itself is rare enough to bring two records together alone, and to be trusted whole. */
  codeOf(value: string): string;
};

const soundOf = (word: string) => (word.length < 2 ? '' : frenchSound(word));
const longest = (words: readonly string[]) =>
  words.reduce((best, word) => (word.length > best.length ? word : best), '');
const words = (text: string) => text.split(' ');
const whole: Atom = { name: 'value', codeOf: (value) => value };

const name: readonly Atom[] = [{ name: 'sound', codeOf: (value) => soundOf(longest(words(value))) }];
const first = (value: string) => words(value)[0] ?? '';

const text: readonly Atom[] = [
  { name: 'first word', codeOf: (value) => soundOf(first(value)) || first(value) },
  { name: 'longest word', codeOf: (value) => soundOf(longest(words(value))) || value },
];

/** The coarse codes of each kind of field, in no order. Each survives other slips than the next. */
const atomsByKind: Readonly<Record<FieldKind, readonly Atom[]>> = {
  givenName: [
    { name: 'sound', codeOf: (value) => soundOf(first(value)) },
    { name: 'initial', codeOf: (value) => value.slice(0, 1) },
  ],
  familyName: [...name, { name: 'start', codeOf: (value) => value.replaceAll(' ', '').slice(0, 3) }],
  fullName: [...text, { name: 'last word', codeOf: (value) => soundOf(words(value).at(-1) ?? '') }],
  companyName: text,
  birthDate: [
    whole,
    { name: 'year', codeOf: (value) => value.slice(0, 4).replace('0000', '') },
    {
      name: 'month and day',
      codeOf: (value) => {
        const [month = '', day = ''] = [value.slice(4, 6), value.slice(6, 8)];
        return day === '00' || day === '' ? '' : month < day ? month + day : day + month;
      },
    },
  ],
  identifier: [
    whole,
    { name: 'first half', codeOf: (value) => (value.length < 6 ? '' : value.slice(0, value.length >> 1)) },
    { name: 'last half', codeOf: (value) => (value.length < 6 ? '' : value.slice(value.length >> 1)) },
  ],
  card: [whole],
  siren: [whole],
  email: [whole, { name: 'name', codeOf: (value) => value.slice(0, value.indexOf('@')) }],
  phone: [whole, { name: 'end', codeOf: (value) => value.slice(-4) }],
  street: [
    {
      name: 'door',
      codeOf: (value) => {
        const [number = '', street = ''] = value.split('|');
        return number === '' || street === ''
          ? ''
          : `${Number.parseInt(number, 10)}${soundOf(longest(words(street)))}`;
      },
    },
    { name: 'street', codeOf: (value) => soundOf(longest(words(value.split('|')[1] ?? ''))) },
  ],
  place: [
    { name: 'postcode', codeOf: (value) => value.split('|')[0] ?? '' },
    { name: 'town', codeOf: (value) => soundOf((value.split('|')[1] ?? '').replaceAll(' ', '')) },
  ],
  text,
  category: [],
};

/** The coarse codes of a kind of field. */
export const atomsOf = (kind: FieldKind): readonly Atom[] => atomsByKind[kind];
