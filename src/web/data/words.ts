/** The same words in a second language: same keys, other sentences. */
export type SameKeys<Words> = {
  [Key in keyof Words]: Words[Key] extends string ? string : SameKeys<Words[Key]>;
};

/**
 * Declares the words of one screen or part, French first. The type of the French decides which keys the English must have,
 * so a sentence missing in one language is a compile error.
 */
export function words<const French extends Record<string, unknown>>(both: {
  fr: French;
  en: SameKeys<French>;
}): { fr: French; en: SameKeys<French> } {
  return both;
}
