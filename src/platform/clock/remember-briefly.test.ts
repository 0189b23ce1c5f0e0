import { expect, it } from 'vitest';
import { standingClock } from './clock.ts';
import { rememberBriefly } from './remember-briefly.ts';

it('asks once for many readers, again after a while or a failure', async () => {
  const at = standingClock('2026-11-22T12:00:00Z');
  let asked = 0;
  const read = rememberBriefly(at, 60, async () => {
    asked += 1;
    if (asked === 2) throw new Error('no');
    return asked;
  });
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  at.pass(60_000);
  await expect(read()).rejects.toThrow('no');
  expect(await read()).toBe(3);
});

it('keeps the answers of several keys apart', async () => {
  const asked: number[] = [];
  const read = rememberBriefly(standingClock('2026-11-22T12:00:00Z'), 60, async (key: number) => {
    asked.push(key);
    return key * 10;
  });
  expect([await read(1), await read(2), await read(1)]).toEqual([10, 20, 10]);
  expect(asked).toEqual([1, 2]);
});
