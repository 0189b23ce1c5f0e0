import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { readReference } from '../../../test/reference/read-reference.ts';
import { adjustedDifference } from './adjusted-difference.ts';
import { compareTreatments } from './compare-treatments.ts';
import type { Difference } from './difference.ts';
import { differenceInMeans } from './difference-in-means.ts';
import { differenceInProportions } from './difference-in-proportions.ts';
import { isRefusal } from './refusal.ts';

const file = new URL('../../../../shared/data/hillstrom/hillstrom.csv.gz', import.meta.url);
const reference = new Map(readReference('experiments.csv').map((line) => [line.name, line.value]));
const segments = { control: 'No E-Mail', womens: 'Womens E-Mail', mens: 'Mens E-Mail' };

let people: ReadonlyArray<Record<string, string>> | null = null;

function everybody() {
  people ??= parse<Record<string, string>>(gunzipSync(readFileSync(file)), { columns: true });
  return people;
}

function readArm(name: keyof typeof segments) {
  const rows = everybody().filter((row) => row.segment === segments[name]);
  const column = (key: string) => Float64Array.from(rows, (row) => Number(row[key]));
  return {
    visit: column('visit'),
    conversion: column('conversion'),
    spend: column('spend'),
    history: column('history'),
  };
}

const count = (values: Float64Array) => ({
  successes: values.reduce((sum, value) => sum + value, 0),
  trials: values.length,
});

function answer<T extends object>(outcome: T): Exclude<T, { refused: true }> {
  if (isRefusal(outcome)) throw new Error(outcome.message);
  return outcome as Exclude<T, { refused: true }>;
}

function expectReference(name: string, value: number, digits = 9): void {
  const theirs = reference.get(name);
  expect(value / (theirs ?? Number.NaN), `${name}: ${value} against ${theirs}`).toBeCloseTo(1, digits);
}

const data = existsSync(file);
describe.skipIf(!data)(`Hillstrom, 64 000 customers${data ? '' : ' (skipped: no data)'}`, () => {
  const arms = data
    ? { control: readArm('control'), womens: readArm('womens'), mens: readArm('mens') }
    : null;
  const given = () => {
    if (arms === null) throw new Error('skipped: no data');
    return arms;
  };

  it.each(['womens', 'mens'] as const)('%s: visits and conversions, by statsmodels', (label) => {
    const { control, [label]: treated } = given();
    for (const key of ['visit', 'conversion'] as const) {
      const difference = answer(
        differenceInProportions({ treated: count(treated[key]), control: count(control[key]) }),
      );
      expectReference(`${label}.${key}.mean`, difference.treated.mean);
      expectReference(`control.${key}.mean`, difference.control.mean);
      expectReference(`${label}.${key}.estimate`, difference.estimate);
      expectReference(`${label}.${key}.low`, difference.interval.low);
      expectReference(`${label}.${key}.high`, difference.interval.high);
      expectReference(`${label}.${key}.z`, difference.statistic);
      expectReference(`${label}.${key}.p`, difference.p);
    }
  });

  it.each(['womens', 'mens'] as const)('%s: spend a head by Welch, and adjusted for past spend', (label) => {
    const { control, [label]: treated } = given();
    const plain = answer(
      differenceInMeans({ treated: { values: treated.spend }, control: { values: control.spend } }),
    );
    expectReference(`${label}.spend.mean`, plain.treated.mean);
    expectReference(`control.spend.mean`, plain.control.mean);
    expectReference(`${label}.spend.estimate`, plain.estimate);
    expectReference(`${label}.spend.low`, plain.interval.low);
    expectReference(`${label}.spend.high`, plain.interval.high);
    expectReference(`${label}.spend.t`, plain.statistic);
    expectReference(`${label}.spend.p`, plain.p);
    expectReference(`${label}.spend.degrees`, plain.degrees ?? 0);
    const adjusted = adjustedDifference({
      treated: { values: treated.spend, before: treated.history },
      control: { values: control.spend, before: control.history },
    });
    if (adjusted === null || isRefusal(adjusted)) throw new Error('not adjusted');
    expectReference(`${label}.spendByHistory.estimate`, adjusted.estimate, 8);
    expectReference(`${label}.spendByHistory.standardError`, adjusted.standardError, 8);
    expectReference(`${label}.spendByHistory.low`, adjusted.interval.low, 8);
    expectReference(`${label}.spendByHistory.high`, adjusted.interval.high, 8);
  });

  it('the published figures: sizes, z 13.94918 and 22.48604, lifts', () => {
    const { control, womens, mens } = given();
    expect([control, womens, mens].map((arm) => arm.visit.length)).toEqual([21306, 21387, 21307]);
    const visits = (treated: { visit: Float64Array }) =>
      answer(differenceInProportions({ treated: count(treated.visit), control: count(control.visit) }));
    expect(visits(womens).statistic).toBeCloseTo(13.94918, 5);
    expect(visits(mens).statistic).toBeCloseTo(22.48604, 5);
    expect(100 * visits(womens).estimate).toBeCloseTo(4.5233, 4);
    expect(100 * visits(mens).estimate).toBeCloseTo(7.659, 4);
    const spend = (treated: { spend: Float64Array }) =>
      answer(differenceInMeans({ treated: { values: treated.spend }, control: { values: control.spend } }))
        .estimate;
    expect(spend(womens)).toBeCloseTo(0.424412, 6);
    expect(spend(mens)).toBeCloseTo(0.769827, 6);
  });

  it('both mails hold together against the one control', () => {
    const { control, womens, mens } = given();
    const compared = compareTreatments<{ spend: Float64Array }>({
      control,
      treatments: [
        { name: 'womens', arm: womens },
        { name: 'mens', arm: mens },
      ],
      compare: (pair) =>
        differenceInMeans({
          treated: { values: pair.treated.spend },
          control: { values: pair.control.spend },
          confidence: pair.confidence,
        }),
    });
    const both = answer(compared);
    expect(both.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual(['womens effect', 'mens effect']);
    for (const { name, difference, correctedP } of both) {
      const alone = (end: string) => reference.get(`${name}.spend.${end}`) ?? Number.NaN;
      const wider = (d: Difference) => (d.interval.high - d.interval.low) / (alone('high') - alone('low'));
      expect(wider(difference)).toBeGreaterThan(1.1);
      expect(wider(difference)).toBeLessThan(1.15);
      expect(correctedP).toBeGreaterThan(alone('p'));
      expect(correctedP).toBeLessThan(2.001 * alone('p'));
    }
  });
});
