const apart: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/**
 * Text as it is compared, never as it is shown: lower case, no accents, ligatures opened, everything but letters and digits
 * turned into single spaces ("Jean-François D’Œuvre" → "jean francois d oeuvre"). Letters of other alphabets are kept.
 */
export function foldText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) {
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  }
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßøłđðþ]/g, (letter) => apart[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Only the digits of a text: how phone and card numbers are searched. */
export function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}
