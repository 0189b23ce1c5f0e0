import type { DateParts } from './date-pattern.ts';

const clocks = new Map<string, { format: Intl.DateTimeFormat; hours: Map<number, number> }>();

/**
 * Minutes by which a zone's clocks were ahead of UTC at a local time. In the hour skipped in spring the offset before it is
 * used, in the hour lived twice in autumn the first one. Offsets are remembered by quarter of an hour.
 */
export function offsetMinutes(parts: DateParts, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = { format: formatOf(timeZone), hours: new Map() };
    clocks.set(timeZone, clock);
  }
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  const quarter = Math.floor(local / 900_000);
  const known = clock.hours.get(quarter);
  if (known !== undefined) return known;
  const offset = offsetAt(clock.format, quarter * 900_000);
  if (clock.hours.size > 100_000) clock.hours.clear();
  clock.hours.set(quarter, offset);
  return offset;
}

/** The two offsets around the moment are candidates; the first that leads back to the local time is the one. */
function offsetAt(format: Intl.DateTimeFormat, local: number): number {
  const before = ahead(format, local - 86_400_000);
  const after = ahead(format, local + 86_400_000);
  const right = [before, after].find((offset) => ahead(format, local - offset * 60_000) === offset);
  return right ?? before;
}

function ahead(format: Intl.DateTimeFormat, utc: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(utc)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = part;
  return Math.round((Date.UTC(year, month - 1, day, hour % 24, minute) - utc) / 60_000);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
}
