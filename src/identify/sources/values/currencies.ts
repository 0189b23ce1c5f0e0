const signs: Readonly<Record<string, string>> = { '€': 'EUR', '£': 'GBP', '¥': 'JPY' };

/** Currencies in use, of ISO 4217, as the runtime's own tables list them. */
const known: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** The ISO 4217 code of a written currency (`EUR`, `eur`, `€`), or undefined: `$` alone is many currencies. */
export function readCurrency(text: string): string | undefined {
  const code = signs[text] ?? text.toUpperCase();
  return known.has(code) ? code : undefined;
}
