/**
 * Days are counted from 1970-01-01; moments are whole minutes of Paris wall-clock time since that day's midnight.
 * No system clock and no time-zone database: French summer time follows the European rule.
 */
export const MINUTES_PER_DAY = 1440;
const DAY_MS = 86_400_000;

export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day number of a date `YYYY-MM-DD`. Throws RangeError when it is no date. */
export function dayOfDate(text: string): number {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const day = parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : Number.NaN;
  if (Number.isNaN(day) || isoDate(day) !== text) throw new RangeError(`not a date YYYY-MM-DD: ${text}`);
  return day;
}

/** The day number of a civil date; months past 12 and days past the month's end run over. */
export function dayOf(year: number, month: number, day: number): number {
  return Math.floor(Date.UTC(year, month - 1, day) / DAY_MS);
}

export function civilDate(day: number): CivilDate {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 for Monday to 6 for Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** `2026-12-31` */
export function isoDate(day: number): string {
  const { year, month, day: inMonth } = civilDate(day);
  return `${year}-${two(month)}-${two(inMonth)}`;
}

/** `31/12/2026` */
export function frenchDate(day: number): string {
  const { year, month, day: inMonth } = civilDate(day);
  return `${two(inMonth)}/${two(month)}/${year}`;
}

/** `31/12/2026 17:42`, Paris time. */
export function frenchDateTime(moment: number): string {
  return `${frenchDate(Math.floor(moment / MINUTES_PER_DAY))} ${clockTime(moment)}`;
}

/** `2026-12-31 17:42`, Paris time. */
export function isoLocalDateTime(moment: number): string {
  return `${isoDate(Math.floor(moment / MINUTES_PER_DAY))} ${clockTime(moment)}`;
}

/** `2026-12-31T16:42:00Z` */
export function utcDateTime(moment: number): string {
  const utc = new Date((moment - parisOffsetMinutes(moment)) * 60_000);
  return `${utc.toISOString().slice(0, 19)}Z`;
}

/** The Paris moment of an instant such as `2026-11-22T09:00:00Z`, whole minutes. Throws RangeError when it is none. */
export function momentOfInstant(text: string): number {
  const utc = Date.parse(text);
  if (Number.isNaN(utc) || !/(Z|[+-]\d{2}:\d{2})$/.test(text)) {
    throw new RangeError(`not an instant with a zone, such as 2026-11-22T09:00:00Z: ${text}`);
  }
  const minutes = Math.floor(utc / 60_000);
  const summer = minutes + 120;
  return parisOffsetMinutes(summer) === 120 ? summer : minutes + 60;
}

/** 120 from the last Sunday of March 02:00 to the last Sunday of October 03:00, else 60. */
function parisOffsetMinutes(moment: number): number {
  const { year } = civilDate(Math.floor(moment / MINUTES_PER_DAY));
  const starts = lastSunday(year, 3) * MINUTES_PER_DAY + 120;
  const ends = lastSunday(year, 10) * MINUTES_PER_DAY + 180;
  return moment >= starts && moment < ends ? 120 : 60;
}

function lastSunday(year: number, month: number): number {
  const last = dayOf(year, month, 31);
  return last - ((weekday(last) + 1) % 7);
}

function clockTime(moment: number): string {
  const minutes = moment - Math.floor(moment / MINUTES_PER_DAY) * MINUTES_PER_DAY;
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
