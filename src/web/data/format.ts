import type { Language } from '../app/language.ts';

const locales = { fr: 'fr-FR', en: 'en-GB' } as const;
const minus = '\u2212';
const thin = '\u202f';
/** A line may break between a sign and a currency before the figure: a word joiner forbids it. */
const hold = (text: string) => text.replace(/^([+\u2212])(?=\p{Sc})/u, '$1\u2060');
/** What rounds to nought has no sign. */
const signDisplay = 'negative';

/** Writes numbers, money and times as a reader of one language expects them. Spaces inside never break a line. */
export type Format = ReturnType<typeof formatFor>;

/**
 * Formatters for one language. `now` and `timeZone` are given, so the same moment always reads the same.
 * Money comes in as an exact decimal string and is never turned into a float.
 */
export function formatFor(language: Language, now: () => Date = () => new Date(), timeZone?: string) {
  const locale = locales[language];
  const zone = timeZone === undefined ? {} : { timeZone };
  const tidy = (text: string) => hold(text.replace(/^-/, minus).replace(/ /g, '\u00a0'));
  const number = (value: number | bigint | string, digits = 0, digitsMin = 0) =>
    tidy(
      new Intl.NumberFormat(locale, {
        maximumFractionDigits: digits,
        minimumFractionDigits: digitsMin,
        signDisplay,
      }).format(exact(value)),
    );
  // A base without a sale has no currency yet: the amount is then written without one.
  const money = (amount: string | number, currency: string, options: { cents?: boolean } = {}) => {
    const named = /^[A-Z]{3}$/.test(currency);
    const digits = options.cents === false ? 0 : named ? undefined : 2;
    return tidy(
      new Intl.NumberFormat(locale, {
        signDisplay,
        ...(named ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {}),
        ...(digits === undefined ? {} : { maximumFractionDigits: digits, minimumFractionDigits: digits }),
      }).format(exact(amount)),
    );
  };
  /** `€` for EUR, `CHF` for a currency without a sign of its own. */
  const currencySign = (currency: string) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? currency;
  /** `digitsMin` for a column, whose shares then stand one above the other. */
  const percent = (share: number, digits = 1, digitsMin = 0) =>
    tidy(
      new Intl.NumberFormat(locale, {
        ...{ style: 'percent', signDisplay },
        ...{ maximumFractionDigits: digits, minimumFractionDigits: digitsMin },
      }).format(share),
    );
  const signed = (text: string) =>
    text.startsWith(minus) || /^[0\s.,%€$£]*$/u.test(text) ? text : hold(`+${text}`);
  const date = (when: string | Date) =>
    tidy(
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', ...zone }).format(
        new Date(when),
      ),
    );
  const shortDate = (when: string | Date) =>
    tidy(
      new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', ...zone }).format(
        new Date(when),
      ),
    );
  const time = (when: string | Date) =>
    new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false, ...zone }).format(
      new Date(when),
    );
  const dateTime = (when: string | Date) => `${date(when)}${language === 'fr' ? ' à ' : ' at '}${time(when)}`;
  const relative = (when: string | Date) => {
    const seconds = (new Date(when).getTime() - now().getTime()) / 1000;
    if (Math.abs(seconds) >= 7 * 86_400) return date(when);
    const [unit, size] = unitFor(Math.abs(seconds));
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
  };
  const duration = (seconds: number) => {
    if (seconds < 60) return `${Math.max(1, Math.round(seconds))}${thin}s`;
    if (seconds < 3600) return `${Math.round(seconds / 60)}${thin}min`;
    return `${Math.floor(seconds / 3600)}${thin}h${thin}${Math.round((seconds % 3600) / 60)}${thin}min`;
  };
  const bytes = (size: number) => {
    const units = language === 'fr' ? ['o', 'ko', 'Mo', 'Go'] : ['B', 'kB', 'MB', 'GB'];
    const power = Math.min(3, Math.floor(Math.log10(Math.max(1, size)) / 3));
    return `${number(size / 1000 ** power, power === 0 ? 0 : 1)}\u00a0${units[power] ?? ''}`;
  };
  return {
    language,
    locale,
    number,
    money,
    currencySign,
    percent,
    signed,
    date,
    shortDate,
    time,
    dateTime,
    relative,
    duration,
    bytes,
  };
}

function unitFor(seconds: number): [Intl.RelativeTimeFormatUnit, number] {
  if (seconds < 60) return ['second', 1];
  if (seconds < 3600) return ['minute', 60];
  if (seconds < 86_400) return ['hour', 3600];
  return ['day', 86_400];
}

/** Decimal strings are formatted digit by digit by Intl; anything else as the number it is. */
function exact(value: number | bigint | string): number | bigint | `${number}` {
  if (typeof value !== 'string') return value;
  return /^-?\d+(\.\d+)?$/.test(value) ? (value as `${number}`) : Number(value);
}
