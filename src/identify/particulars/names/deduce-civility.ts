import { foldText } from '#analytics/text';
import { listedGender } from './given-name-list.ts';

/** How often a base's people of one given name declare to be women and men. */
export type DeclaredGenders = { readonly women: number; readonly men: number };

/** A gender deduced, never declared: kept apart, with its probability and where it comes from. */
export type DeducedGender = {
  readonly gender: 'm' | 'f';
  /** Posterior probability, between 0.5 and 1. */
  readonly confidence: number;
  readonly from: 'list' | 'base' | 'both';
};

/** People the list is worth against those of the base: a name of 50 declared women outweighs a wrong entry. */
const listWorth = { known: 49, other: 1 };

/**
 * The gender a given name makes likely. Beta–binomial: the list of names counts as 49 people of its sex and one of the other
 * (names of both sexes, and unknown ones, as one and one), to which the base's own declarations of that name are added; the
 * confidence is the posterior mean. Of a compound name that is not known whole the first word decides ("Jean-Marie", "Marie-Pierre").
 * Answers undefined when neither the list nor the base knows the name, or below `least`.
 */
export function deduceGender(
  givenName: string,
  declared: (foldedName: string) => DeclaredGenders | undefined = () => undefined,
  least = 0.9,
): DeducedGender | undefined {
  const folded = foldText(givenName);
  const [first = ''] = folded.split(' ');
  for (const name of first === folded ? [folded] : [folded, first]) {
    const found = posterior(name, declared(name));
    if (found !== undefined) return found.confidence >= least ? found : undefined;
  }
  return undefined;
}

function posterior(name: string, seen: DeclaredGenders | undefined): DeducedGender | undefined {
  const listed = listedGender(name);
  if (name.length < 2 || (listed === undefined && seen === undefined)) return undefined;
  const women = (listed === 'f' ? listWorth.known : listWorth.other) + (seen?.women ?? 0);
  const men = (listed === 'm' ? listWorth.known : listWorth.other) + (seen?.men ?? 0);
  const told = listed === 'f' || listed === 'm';
  return {
    gender: women >= men ? 'f' : 'm',
    confidence: Math.max(women, men) / (women + men),
    from: seen === undefined ? 'list' : told ? 'both' : 'base',
  };
}
