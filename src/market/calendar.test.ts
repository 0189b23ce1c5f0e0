import { expect, test } from 'vitest';
import { createStream, integer } from '#analytics/random';
import {
  dayOfDate,
  frenchDate,
  isoLocalDateTime,
  momentOfInstant,
  utcDateTime,
  weekday,
} from './calendar.ts';

test('Paris time agrees with the time-zone database at 5 000 instants of 30 years', () => {
  const paris = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Paris',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  const random = createStream('paris');
  for (let i = 0; i < 5000; i++) {
    const minutes = integer(random, 14_000_000, 30_000_000);
    const instant = new Date(minutes * 60_000).toISOString();
    expect(isoLocalDateTime(momentOfInstant(instant))).toBe(paris.format(minutes * 60_000));
  }
});

test('instants come back from Paris time, except in the hour that exists twice', () => {
  const random = createStream('back');
  let differing = 0;
  for (let i = 0; i < 5000; i++) {
    const instant = `${new Date(integer(random, 14_000_000, 30_000_000) * 60_000).toISOString().slice(0, 19)}Z`;
    if (utcDateTime(momentOfInstant(instant)) !== instant) differing++;
  }
  expect(differing).toBeLessThan(5);
});

test('dates, weekdays and impossible dates', () => {
  expect(frenchDate(dayOfDate('2026-12-31'))).toBe('31/12/2026');
  expect(weekday(dayOfDate('2026-11-22'))).toBe(6);
  expect(() => dayOfDate('2026-02-30')).toThrow('2026-02-30');
  expect(() => momentOfInstant('2026-11-22T09:00:00')).toThrow('zone');
});
