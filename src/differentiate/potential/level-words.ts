type Level = { readonly fr: string; readonly en: string };

/** A level of a trait as it is said: `–24` and `75–` are bands open at one end, '' is not known, any other its own name. */
export function levelWords(level: string): Level {
  if (level === '') return { fr: 'inconnu', en: 'unknown' };
  const below = /^–(\d+)$/.exec(level)?.[1];
  if (below !== undefined) return { fr: `${below} ou moins`, en: `${below} or under` };
  const from = /^(\d+)–$/.exec(level)?.[1];
  if (from !== undefined) return { fr: `${from} ou plus`, en: `${from} or over` };
  return { fr: level, en: level };
}
