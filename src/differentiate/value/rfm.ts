import { type Words, words } from '#platform/module';

/** A named region of the recency × frequency table: who they are and what they suggest. */
export type RfmSegment = { readonly name: string; readonly label: Words; readonly meaning: Words };

/** From the best to the least: the ten regions in common use, together covering all 25 cells once. */
export const rfmSegments: readonly RfmSegment[] = [
  {
    name: 'champions',
    label: { fr: 'Champions', en: 'Champions' },
    meaning: { fr: 'Achètent souvent, et tout récemment', en: 'Buy often, and very recently' },
  },
  {
    name: 'loyal',
    label: { fr: 'Fidèles', en: 'Loyal' },
    meaning: { fr: 'Achètent souvent, assez récemment', en: 'Buy often, fairly recently' },
  },
  {
    name: 'potential-loyal',
    label: { fr: 'Fidèles en devenir', en: 'Potential loyal' },
    meaning: { fr: 'Récents, déjà revenus', en: 'Recent, and back already' },
  },
  {
    name: 'new',
    label: { fr: 'Nouveaux', en: 'New' },
    meaning: { fr: 'Premier achat tout récent', en: 'First purchase very recently' },
  },
  {
    name: 'promising',
    label: { fr: 'Prometteurs', en: 'Promising' },
    meaning: { fr: 'Peu d’achats, assez récents', en: 'Few purchases, fairly recent' },
  },
  {
    name: 'needs-attention',
    label: { fr: 'À entretenir', en: 'Needs attention' },
    meaning: words('Moyens en tout : peuvent monter ou partir', 'Average in all: may rise or leave'),
  },
  {
    name: 'about-to-sleep',
    label: { fr: 'En train de s’éloigner', en: 'About to sleep' },
    meaning: { fr: 'Peu d’achats, qui commencent à dater', en: 'Few purchases, getting old' },
  },
  {
    name: 'at-risk',
    label: { fr: 'À risque', en: 'At risk' },
    meaning: { fr: 'Achetaient souvent, plus depuis longtemps', en: 'Bought often, not for a long time' },
  },
  {
    name: 'cannot-lose',
    label: { fr: 'À ne pas perdre', en: 'Cannot lose' },
    meaning: {
      fr: 'Parmi les plus fréquents, plus depuis longtemps',
      en: 'Among the most frequent, not for a long time',
    },
  },
  {
    name: 'hibernating',
    label: { fr: 'Endormis', en: 'Hibernating' },
    meaning: { fr: 'Peu d’achats, anciens', en: 'Few purchases, long ago' },
  },
];

/** Rows are recency scores 1–5 (5 = most recent), columns frequency scores 1–5. */
const regions: readonly (readonly string[])[] = [
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cannot-lose'],
  ['hibernating', 'hibernating', 'at-risk', 'at-risk', 'cannot-lose'],
  ['about-to-sleep', 'about-to-sleep', 'needs-attention', 'loyal', 'loyal'],
  ['promising', 'potential-loyal', 'potential-loyal', 'loyal', 'loyal'],
  ['new', 'potential-loyal', 'potential-loyal', 'champions', 'champions'],
];

/** The 25 cells in one row, recency first, as the warehouse reads them: cell (r, f) is at 5·(r − 1) + f, from 1. */
export const rfmCells: readonly string[] = regions.flat();

/** The words of a named region; its name when there are none. */
export function rfmLabel(name: string): RfmSegment {
  const found = rfmSegments.find((segment) => segment.name === name);
  return found ?? { name, label: { fr: name, en: name }, meaning: { fr: '', en: '' } };
}
