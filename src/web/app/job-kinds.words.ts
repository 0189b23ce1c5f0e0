import { words } from '../data/words.ts';

/** Kinds of jobs as people call them. */
export const jobKindWords = words({
  fr: { other: 'Travail « {{kind}} »' },
  en: { other: 'Job “{{kind}}”' },
});
