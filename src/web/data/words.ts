import { setFrench } from '#analytics/text';

/** The same words in a second language: same keys, other sentences. */
export type SameKeys<Words> = {
  [Key in keyof Words]: Words[Key] extends string ? string : SameKeys<Words[Key]>;
};

/**
 * Declares the words of one screen or part, French first. The type of the French decides which keys the English must have,
 * so a sentence missing in one language is a compile error. The French comes back typeset.
 */
export function words<const French extends Record<string, unknown>>(both: {
  fr: French;
  en: SameKeys<French>;
}): { fr: French; en: SameKeys<French> } {
  return { ...both, fr: typeset(both.fr) };
}

/** The same words with the spaces of French typography. */
function typeset<Tree>(tree: Tree): Tree;
function typeset(tree: unknown): unknown {
  if (typeof tree === 'string') return setFrench(tree);
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typeset<unknown>(value)]));
}
