import { foldText } from '../fold.ts';

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

/** The gender a civility tells, or '' when it tells none. */
export function genderOf(civility: string): 'm' | 'f' | '' {
  const folded = foldText(civility);
  return male.has(folded) ? 'm' : female.has(folded) ? 'f' : '';
}
