import { describe, expect, it } from 'vitest';
import { figures, table } from './output.ts';

describe('tables for people', () => {
  it('put numbers to the right and round them, and say what is missing', () => {
    expect(
      table([
        { name: 'a', sum: 281630.5199999996 },
        { name: 'bb', sum: 0.0054758519 },
      ]).split('\n'),
    ).toEqual(['name        sum', '────  ─────────', 'a     281630.52', 'bb     0.005476']);
    expect(figures({ count: 3, mean: -2.016, rest: null })).toBe('count  3\nmean   -2.02\nrest   –');
  });
});
