/** Spellings of one sound, in the order they are read; what stands for a sound alone is a capital, kept from later rules. */
const sounds: readonly (readonly [RegExp, string])[] = [
  [/([a-z])\1+/g, '$1'],
  [/ph/g, 'f'],
  [/sch|sh|ch(?=[aeiouy])/g, 'C'],
  [/ch/g, 'k'],
  [/^h|h/g, ''],
  [/gn(?=[aeiouy])/g, 'N'],
  [/gu(?=[eiy])/g, 'g'],
  [/g(?=[eiy])/g, 'j'],
  [/^c(?=[eiy])|c(?=[eiy])/g, 's'],
  [/cqu|cq|qu|ck|q|c/g, 'k'],
  [/rk$/g, 'r'],
  [/x$/g, ''],
  [/x/g, 'ks'],
  [/w/g, 'v'],
  [/e?aul(?=t)|e?au/g, 'o'],
  [/oux?(?=$|[^n])/g, 'U'],
  [/(?:ain|ein|in|yn|aim|ym|im)(?![aeiouyn])/g, 'I'],
  [/(?:an|en|am|em)(?![aeiouynm])/g, 'A'],
  [/(?:on|om)(?![aeiouynm])/g, 'D'],
  [/oi|oy/g, 'W'],
  [/(?:ei|ai|ay|ey)/g, 'e'],
  [/y/g, 'i'],
  [/eu|oeu/g, 'e'],
  [/febv/g, 'fev'],
  [/z/g, 's'],
  [/il+e?$/g, 'i'],
  [/[dtspbe]+$/g, ''],
  [/r$/g, 'r'],
  [/(?<=[a-zA-Z])e(?=[a-zA-Z])/g, ''],
  [/([a-zA-Z])\1+/g, '$1'],
];

/**
 * How a folded French name sounds, as a short code: names heard alike and written otherwise share it (Renault, Renaud, Reno;
 * Lefebvre, Lefèvre; Dupont, Dupond; Philippe, Filipe). Rules of French spelling in the manner of Soundex FR (Bergé) and
 * FONEM (Bouchard, Brard, Lavoie 1981). For blocking and weak likeness only: different names share codes too.
 */
export function frenchSound(folded: string): string {
  let sound = folded.replace(/[^a-z]/g, '').replace('febv', 'fev');
  for (const [spelling, code] of sounds) sound = sound.replace(spelling, code);
  return sound === '' ? folded : sound;
}
