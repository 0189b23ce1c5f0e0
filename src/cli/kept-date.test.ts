import { expect, it } from 'vitest';
import { lastBy } from './kept-date.ts';

// The newest computed first: number 3 was computed last, of an earlier moment.
const kept = [
  { snapshotId: 3, asOf: '2026-02-10T08:00:00.000Z' },
  { snapshotId: 2, asOf: '2026-03-01T23:59:59.999Z' },
  { snapshotId: 1, asOf: '2026-01-05T00:00:00.000Z' },
];

it('finds the last date kept by the end of a day, whenever it was computed', () => {
  expect(lastBy('2026-03-01', kept).snapshotId).toBe(2);
  expect(lastBy('2026-02-28', kept).snapshotId).toBe(3);
  expect(lastBy('2026-02-10', kept).snapshotId).toBe(3);
  expect(lastBy('2026-01-05', kept).snapshotId).toBe(1);
  const again = { snapshotId: 4, asOf: '2026-03-01T23:59:59.999Z' };
  expect(lastBy('2030-01-01', [again, ...kept]).snapshotId).toBe(4);
});

it('says which date is the first, that there is none, or that it was given no day', () => {
  expect(() => lastBy('2026-01-04', kept)).toThrow('the first date kept is 2026-01-05');
  expect(() => lastBy('2026-01-04', [])).toThrow('chacun value refresh');
  for (const day of ['2026-02-31', '2026-13-01', 'yesterday', '2026-1-5', ''])
    expect(() => lastBy(day, kept)).toThrow('takes a day');
});
