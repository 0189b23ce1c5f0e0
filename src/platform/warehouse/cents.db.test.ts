import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { centsOf } from './cents.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

it('makes decimals of every amount of whole cents, below zero too, and of nothing nothing', async () => {
  const amount = '(toInt64(number) - 500000) / 100';
  const [row] = await engines.warehouse.query(
    `SELECT countIf(${centsOf(amount, 6)} != toDecimal128(toInt64(number) - 500000, 6) / 100) AS six,
            countIf(${centsOf(amount, 12)} != toDecimal128(toInt64(number) - 500000, 12) / 100) AS twelve,
            toString(any(${centsOf('2.0149', 6)})) AS rounded, any(${centsOf('CAST(NULL AS Nullable(Float64))', 12)}) AS nothing
     FROM numbers(1000000)`,
  );
  expect(row).toEqual({ six: 0, twelve: 0, rounded: '2.01', nothing: null });
});
