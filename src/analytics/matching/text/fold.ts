const opened: Readonly<Record<string, string>> = {
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
 * Text as it is compared: lower case, no accents, ligatures opened, everything but letters and digits of any alphabet one space
 * ("Jean-François D’Œuvre" → "jean francois d oeuvre"). Folding twice changes nothing.
 */
export function fold(text: string): string {
  if (isAscii(text)) {
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
  }
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßøłđðþ]/g, (letter) => opened[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 126) return false;
  return true;
}

const absent = new Set(['nan', 'null', 'none', 'n a', 'unknown', 'inconnu', 'inconnue', 'nc']);

/** Whether a folded value stands for none: empty, or a word that programs and people write for "not known". */
export function isAbsent(folded: string): boolean {
  return folded === '' || (folded.length <= 8 && absent.has(folded));
}
