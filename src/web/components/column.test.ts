import { expect, it } from 'vitest';
import { nextSort, readSort } from './column.ts';
import { paceOf } from './job-progress.tsx';

it('a head sorts up, then down, then not; figures begin with the largest', () => {
  expect([undefined, 'name', '-name'].map((now) => nextSort(now, 'name'))).toEqual([
    'name',
    '-name',
    undefined,
  ]);
  expect(nextSort('name', 'net', true)).toBe('-net');
  expect(readSort('-net')).toEqual({ id: 'net', descending: true });
});

it('promises no time left before it has a rate, and none for a job without a total', () => {
  const startedAt = '2026-11-22T10:00:00Z';
  const after = (seconds: number) => new Date(Date.parse(startedAt) + seconds * 1000);
  const job = { name: 'import', state: 'running' as const, done: 120, total: 600, startedAt };
  expect(paceOf(job, after(60))).toEqual({ rate: 2, secondsLeft: 240 });
  expect(paceOf({ ...job, total: null }, after(60)).secondsLeft).toBeUndefined();
  expect(paceOf({ ...job, done: 0 }, after(60)).secondsLeft).toBeUndefined();
});
