const starts: readonly (readonly [RegExp, string])[] = [
  [/^mac/, 'mcc'],
  [/^kn/, 'nn'],
  [/^k/, 'c'],
  [/^p[hf]/, 'ff'],
  [/^sch/, 'sss'],
];

const ends: readonly (readonly [RegExp, string])[] = [
  [/(?:ee|ie)$/, 'y'],
  [/(?:dt|rt|rd|nt|nd)$/, 'd'],
];

const isVowel = (letter: string) => letter !== '' && 'aeiou'.includes(letter);

/**
 * How a folded English name sounds: the New York State Identification and Intelligence System code (Taft 1970), not cut to six
 * letters. Knight and Night, Philips and Filips share one.
 */
export function nysiis(folded: string): string {
  let name = folded.replace(/[^a-z]/g, '');
  if (name === '') return folded;
  for (const [written, heard] of starts) {
    if (!written.test(name)) continue;
    name = name.replace(written, heard);
    break;
  }
  for (const [written, heard] of ends) {
    if (!written.test(name)) continue;
    name = name.replace(written, heard);
    break;
  }
  let key = name.charAt(0);
  for (let at = 1; at < name.length; ) {
    const { heard, skip } = heardAt(name, at);
    for (const letter of heard) if (key.at(-1) !== letter) key += letter;
    at += skip;
  }
  return trimmed(key).toUpperCase();
}

function heardAt(name: string, at: number): { heard: string; skip: number } {
  const letter = name.charAt(at);
  const next = name.charAt(at + 1);
  const last = name.charAt(at - 1);
  if (letter === 'e' && next === 'v') return { heard: 'af', skip: 2 };
  if (isVowel(letter)) return { heard: 'a', skip: 1 };
  if (letter === 'q') return { heard: 'g', skip: 1 };
  if (letter === 'z') return { heard: 's', skip: 1 };
  if (letter === 'm') return { heard: 'n', skip: 1 };
  if (letter === 'k') return next === 'n' ? { heard: 'n', skip: 2 } : { heard: 'c', skip: 1 };
  if (letter === 's' && name.slice(at + 1, at + 3) === 'ch') return { heard: 's', skip: 3 };
  if (letter === 'p' && next === 'h') return { heard: 'f', skip: 2 };
  if (letter === 'h' && (!isVowel(last) || !isVowel(next)))
    return { heard: isVowel(last) ? 'a' : last, skip: 1 };
  if (letter === 'w' && isVowel(last)) return { heard: 'a', skip: 1 };
  return { heard: letter, skip: 1 };
}

function trimmed(key: string): string {
  let name = key;
  if (name.length > 1 && name.endsWith('s')) name = name.slice(0, -1);
  if (name.endsWith('ay')) name = `${name.slice(0, -2)}y`;
  if (name.length > 1 && name.endsWith('a')) name = name.slice(0, -1);
  return name;
}
