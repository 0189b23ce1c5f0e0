import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Territories dialled with another country's national numbers, though each has a region and a prefix of its own. */
const territories: Readonly<Record<string, readonly CountryCode[]>> = {
  FR: ['RE', 'GP', 'GF', 'MQ', 'YT', 'PM', 'NC', 'PF', 'WF'],
};

/**
 * A phone number in E.164 ("06 12 34 56 78" → "+33612345678"), read as dialled from `country` (ISO 3166 alpha-2) when it
 * has no international prefix, then from that country's territories. Answers undefined when no plan has such a number.
 */
export function normalisePhone(text: string, country: string): string | undefined {
  const number = text.trim().replace(/^\((0)\)/, '$1');
  if (number === '' || number.length > 40) return undefined;
  const home: CountryCode = isSupportedCountry(country) ? country : 'FR';
  for (const region of [home, ...(territories[home] ?? [])]) {
    const parsed = parsePhoneNumberFromString(number, { defaultCountry: region, extract: false });
    if (parsed?.isValid()) return parsed.number;
    if (/^(\+|00)/.test(number)) return undefined;
  }
  return undefined;
}
