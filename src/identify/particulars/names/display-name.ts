const small = /^(de|du|des|d|von|van|der|den|di|da|dos|del|della|zu|y|e)$/i;

/**
 * A name as it is shown. One written all in capitals or all in small letters is given its capitals back, particles small
 * ("DE LA FONTAINE" → "de La Fontaine", "jean-pierre" → "Jean-Pierre", "O'NEIL" → "O'Neil"); any other is kept as its owner writes it.
 */
export function displayName(text: string): string {
  const name = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const letters = name.replace(/[^\p{L}]/gu, '');
  const steady =
    letters.toUpperCase().length === letters.length && letters.toLowerCase().length === letters.length;
  const flat =
    steady && letters.length > 1 && (letters === letters.toUpperCase() || letters === letters.toLowerCase());
  if (!flat) return name;
  return name.toLowerCase().replace(/\p{L}[\p{L}\p{M}]*/gu, (word, at: number) => {
    const next = name[at + word.length];
    if (small.test(word) && next !== undefined && next !== '-' && (word !== 'e' || at > 0)) return word;
    return upperFirst(word);
  });
}

function upperFirst(word: string): string {
  if (/^mc\p{L}{3,}$/u.test(word)) return `Mc${upperFirst(word.slice(2))}`;
  return word.charAt(0).toUpperCase() + word.slice(1);
}
