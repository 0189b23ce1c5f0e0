import { foldText } from '#analytics/text';

const male = new Set(['m', 'mr', 'monsieur', 'sir', 'mister', 'h', 'homme', 'male']);
const female = new Set([
  'mme',
  'mlle',
  'madame',
  'mademoiselle',
  'mrs',
  'ms',
  'miss',
  'f',
  'femme',
  'female',
]);
const titles = new Map([
  ...['dr', 'docteur', 'doctor'].map((word) => [word, 'Dr'] as const),
  ...['pr', 'professeur', 'prof'].map((word) => [word, 'Pr'] as const),
  ...['me', 'maitre'].map((word) => [word, 'Me'] as const),
]);

/** The gender a civility tells, or '' when it tells none. */
export function genderOf(civility: string): 'm' | 'f' | '' {
  const folded = foldText(civility);
  return male.has(folded) ? 'm' : female.has(folded) ? 'f' : '';
}

/** What a civility says. `couple`: two people under one name; `known`: false for words that are no civility. */
export type Civility = {
  readonly gender: 'm' | 'f' | '';
  readonly title: string;
  readonly couple: boolean;
  readonly known: boolean;
};

/** Reads a civility in French or English: "M. le Dr" → a man, Dr; "M. et Mme" → a couple; "Inc." → unknown. */
export function readCivility(text: string): Civility {
  const words = foldText(text)
    .split(' ')
    .filter((word) => word !== '');
  const genders = new Set(words.map(genderOf).filter((gender) => gender !== ''));
  const title = words.map((word) => titles.get(word)).find((known) => known !== undefined) ?? '';
  const strange = words.some(
    (word) => genderOf(word) === '' && titles.get(word) === undefined && !/^(et|ou|and|or|le|la)$/.test(word),
  );
  const [only] = genders.size === 1 ? genders : [];
  return {
    gender: only ?? '',
    title,
    couple: genders.size === 2 || /^(messieurs|mesdames|couple|famille|mm|mmes)$/.test(words.join(' ')),
    known:
      (genders.size > 0 ||
        title !== '' ||
        /^(messieurs|mesdames|couple|famille|mm|mmes)$/.test(words.join(' '))) &&
      !strange,
  };
}

/** A gender as a French civility is written: "M.", "Mme", or '' for none. */
export function civilityOf(gender: 'm' | 'f' | ''): string {
  return gender === 'm' ? 'M.' : gender === 'f' ? 'Mme' : '';
}
