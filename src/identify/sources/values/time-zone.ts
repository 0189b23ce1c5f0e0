import type { DateParts } from './date-pattern.ts';

type Clock = {
  readonly format: Intl.DateTimeFormat;
  /** Offsets by local day, where the whole day and its neighbours share one; by quarter of an hour on the others. */
  readonly days: Map<number, number | undefined>;
  readonly quarters: Map<number, number>;
};

const clocks = new Map<string, Clock>();
const dayMs = 86_400_000;
const quarter = 900_000;
const remembered = 100_000;

/**
 * Minutes by which a zone's clocks were ahead of UTC at a local time. In the hour skipped in spring the offset before it is
 * used, in the hour lived twice in autumn the first one.
 */
export function offsetMinutes(parts: DateParts, timeZone: string): number {
  if (timeZone === 'UTC') return 0;
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = { format: formatOf(timeZone), days: new Map(), quarters: new Map() };
    clocks.set(timeZone, clock);
  }
  const local = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  return offsetOfDay(clock, Math.floor(local / dayMs)) ?? offsetOfQuarter(clock, Math.floor(local / quarter));
}

function offsetOfDay({ format, days }: Clock, number: number): number | undefined {
  if (!days.has(number)) {
    if (days.size > remembered) days.clear();
    const before = ahead(format, (number - 1) * dayMs);
    days.set(number, before === ahead(format, (number + 2) * dayMs) ? before : undefined);
  }
  return days.get(number);
}

function offsetOfQuarter({ format, quarters }: Clock, number: number): number {
  let offset = quarters.get(number);
  if (offset === undefined) {
    offset = offsetAt(format, number * quarter);
    if (quarters.size > remembered) quarters.clear();
    quarters.set(number, offset);
  }
  return offset;
}

/** The two offsets around the moment are candidates; the first that leads back to the local time is the one. */
function offsetAt(format: Intl.DateTimeFormat, local: number): number {
  const before = ahead(format, local - dayMs);
  const after = ahead(format, local + dayMs);
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
