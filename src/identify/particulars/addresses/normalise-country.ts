import { foldText } from '#analytics/text';

const extra: Readonly<Record<string, string>> = {
  eire: 'IE',
  uk: 'GB',
  'great britain': 'GB',
  angleterre: 'GB',
  england: 'GB',
  usa: 'US',
  'etats unis d amerique': 'US',
  hollande: 'NL',
  holland: 'NL',
  'czech republic': 'CZ',
  'republique tcheque': 'CZ',
  rsa: 'ZA',
};

let byName: Map<string, string> | undefined;

function names(): Map<string, string> {
  const map = new Map<string, string>();
  const languages = ['fr', 'en', 'de', 'es', 'it'].map(
    (language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
  );
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    if (!isCountry(code)) continue;
    map.set(code.toLowerCase(), code);
    for (const language of languages) {
      const name = language.of(code);
      if (name !== undefined && !map.has(foldText(name))) map.set(foldText(name), code);
    }
  }
  for (const [name, code] of Object.entries(extra)) map.set(name, code);
  return map;
}

/** Codes that ICU also names but that are no countries: unions, test regions, withdrawn codes. */
function isCountry(code: string): boolean {
  if (
    /^(EU|EZ|UN|QO|ZZ|XA|XB|UK|SU|DD|YU|TP|BU|ZR|FX|CS|AN|NT|VD|YD|DY|HV|NH|RH|FQ|JT|MI|NQ|PC|PU|PZ|WK)$/.test(
      code,
    )
  )
    return false;
  return new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code) !== undefined;
}

/**
 * A country's ISO 3166 alpha-2 code from its code or its name in French, English, German, Spanish or Italian ("Belgique" → "BE").
 * What is not recognised ("Channel Islands", "Unspecified") is answered as it was said, trimmed: nothing is lost.
 */
export function normaliseCountry(text: string): string {
  byName ??= names();
  return byName.get(foldText(text)) ?? text.trim();
}
