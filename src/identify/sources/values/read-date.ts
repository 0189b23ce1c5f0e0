import { type DateParts, exists, patternReader } from './date-pattern.ts';
import { offsetMinutes } from './time-zone.ts';

/** A moment as `2026-11-22 08:30:00.000` in UTC, or a day; undefined when the text is none, or outside 1900–2299. */
export type ReadDate = (text: string) => string | undefined;

const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * Reads moments written in `pattern` (or ISO 8601, always understood), in `timeZone` unless the text says its own.
 * A day without a time stays that day in every zone: it is taken at midnight UTC.
 * Dates that do not exist, and years outside 1900–2299 (what the warehouse can hold), are not read.
 */
export function momentReader(pattern: string, timeZone: string): ReadDate {
  const read = partsReader(pattern);
  return (text) => {
    const found = read(text);
    return found && moment(found.parts, found.offset ?? offsetMinutes(found.parts, timeZone));
  };
}

/** Reads calendar days (birthdays) as `1980-02-28`, whatever the time beside them. */
export function dayReader(pattern: string): ReadDate {
  const read = partsReader(pattern);
  return (text) => {
    const parts = read(text)?.parts;
    return parts && `${parts.year}-${two(parts.month)}-${two(parts.day)}`;
  };
}

type Found = { parts: DateParts; offset: number | undefined };

function partsReader(pattern: string): (text: string) => Found | undefined {
  const own = pattern === 'iso' ? () => undefined : patternReader(pattern);
  const offset = pattern.includes('HH') ? undefined : 0;
  return (text) => {
    const local = own(text);
    const found = local === undefined ? readIso(text) : { parts: local, offset };
    if (found === undefined || !exists(found.parts)) return undefined;
    return found.parts.year < 1900 || found.parts.year > 2299 ? undefined : found;
  };
}

function readIso(text: string): Found | undefined {
  const found = iso.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '', zone] = found;
  return {
    parts: {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second: Number(second),
      millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')),
    },
    offset: zone === undefined ? (found[4] === undefined ? 0 : undefined) : zoneMinutes(zone),
  };
}

function zoneMinutes(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value));

function moment(parts: DateParts, offset: number): string {
  if (offset !== 0) {
    const { year, month, day, hour, minute, second, millisecond } = parts;
    const at = Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - offset * 60_000;
    return new Date(at).toISOString().slice(0, 23).replace('T', ' ');
  }
  const day = `${parts.year}-${two(parts.month)}-${two(parts.day)}`;
  const time = `${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}`;
  return `${day} ${time}.${String(parts.millisecond).padStart(3, '0')}`;
}
