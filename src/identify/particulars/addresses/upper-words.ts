import { foldText } from '#analytics/text';

/** Text as the post reads it: Latin capitals and figures, no accent, no punctuation, single spaces (AFNOR NF Z10-011). */
export function upperWords(text: string): string {
  return foldText(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, ' ')
    .trim();
}
