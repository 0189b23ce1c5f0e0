import { type Refusal, refuse } from '../platform/errors/index.ts';

/**
 * A reader of dates written as `format` (YYYY or YY, MM or M, DD or D, anything between; what follows, a time, is left aside), giving days since 1970 or null. Without a
 * format, 2026-11-22 and 20261122 are read. Refuses a format without year, month or day.
 */
export function dateReader(format?: string): ((text: string) => number | null) | Refusal {
  const formats = format === undefined ? ['YYYY-MM-DD', 'YYYYMMDD'] : [format];
  const patterns = formats.map(patternOf);
  const incomplete = patterns.some((pattern) =>
    ['year', 'month', 'day'].some((part) => !pattern.source.includes(`<${part}>`)),
  );
  if (incomplete) {
    const message = `A date format holds YYYY, MM and DD once each, as in DD/MM/YYYY; got "${format}".`;
    return refuse('invalid', 'date-format-unreadable', message);
  }
  return (text) => {
    for (const pattern of patterns) {
      const found = pattern.exec(text.trim())?.groups;
      if (found !== undefined) return dayOf(Number(found.year), Number(found.month), Number(found.day));
    }
    return null;
  };
}

const parts: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<year>\\d{2})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
};

function patternOf(format: string): RegExp {
  const used = new Set<string>();
  // Hours, minutes and seconds of a format are what follows the date.
  const source = format
    .replace(/[\sT]*[Hh]{1,2}.*$/, '')
    .replace(/YYYY|YY|MM|M|DD|D|[^\w\s]|\s+/g, (token) => {
      const part = parts[token] ?? '';
      if (part === '') return /\s/.test(token) ? '\\s+' : `\\${token}`;
      const kind = token.slice(0, 1);
      if (used.has(kind)) return '';
      used.add(kind);
      return part;
    });
  return new RegExp(`^${source}(?!\\d)`);
}

/** Days since 1970 of a date that is in the calendar, else null. Two-digit years: 1970–2069. */
function dayOf(year: number, month: number, day: number): number | null {
  const full = year < 100 ? (year < 70 ? 2000 + year : 1900 + year) : year;
  const date = new Date(Date.UTC(full, month - 1, day));
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.getTime() / 86_400_000 : null;
}
