import type { Words } from '#platform/module';

/** The customer pyramid, from 5 (top) to 1 (inactive): Curry and Curry, The Customer Marketing Method (2000), ch. 2. */
export const valueRanks: readonly { readonly rank: number; readonly label: Words }[] = [
  { rank: 5, label: { fr: 'Premiers', en: 'Top' } },
  { rank: 4, label: { fr: 'Grands', en: 'Large' } },
  { rank: 3, label: { fr: 'Moyens', en: 'Medium' } },
  { rank: 2, label: { fr: 'Petits', en: 'Small' } },
  { rank: 1, label: { fr: 'Inactifs', en: 'Inactive' } },
];

/** The words of a rank. */
export function rankLabel(rank: number): Words {
  return valueRanks.find((one) => one.rank === rank)?.label ?? { fr: '', en: '' };
}
