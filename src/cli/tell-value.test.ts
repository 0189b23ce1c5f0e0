import { expect, it } from 'vitest';
import { LifetimeOverview, RecencyValue } from '#differentiate/lifetime/api';
import { ValueOverview } from '#differentiate/value/api';
import { tellForecast, tellOverview, tellRecency } from './tell-value.ts';

const total = { estimate: 1234.4, low: 1100, high: 1300 };
const overview = LifetimeOverview.parse({
  ...{ snapshotId: 4, asOf: '2026-11-22T00:00:00Z', currency: 'EUR', horizonDays: 365, marginShare: null },
  fit: {
    ...{ fitId: 1, asOf: '2026-11-06T00:00:00Z', currency: 'EUR', fitted: null, refusal: null },
    settings: {
      ...{ model: 'choose', horizonDays: 365, yearlyDiscount: 0.1, holdOutShare: 0.3, refitAfterDays: 30 },
      ...{ marginShare: null, sampleCustomers: 20_000 },
    },
  },
  ...{ customers: 100, aliveExpected: 60.4, purchases: total, sales: total, margin: null },
  alive: [{ from: 0.9, until: 1, customers: 40, sales: null }],
});

it('tells a forecast in words and tables: every total with its interval, the unknown as unknown', () => {
  const told = tellForecast(overview);
  expect(told).toMatch(/sales +1234 \[1100; 1300\]/);
  expect(told).toMatch(/margin +unknown/);
  expect(told).toMatch(/90\.0 % – 100\.0 % +40 +unknown/);
  expect(told).not.toMatch(/[{}]|NaN|undefined/);
});

const estimate = (value: number) => ({ value, low: value / 2, high: value * 1.5 });
const recency = RecencyValue.parse({
  ...{ snapshotId: 4, asOf: '2026-11-22T00:00:00Z', currency: 'EUR', monthDays: 30, months: 12 },
  ...{ horizonDays: 360, yearlyDiscount: 0.1, marginShare: 0.4, spend: estimate(50), total: estimate(9000) },
  states: [
    {
      ...{ monthsFrom: 0, monthsUntil: 1, customers: 80, seen: 900, bought: 270, chance: estimate(0.3) },
      ...{ within: estimate(100), endless: estimate(250), condition: { and: [] } },
    },
    {
      ...{ monthsFrom: 1, monthsUntil: null, customers: 20, seen: 300, bought: 30, chance: estimate(0.1) },
      ...{ within: estimate(50), endless: null, condition: { and: [] } },
    },
  ],
});

it('tells value by recency with every interval; lifetime is margin where it is known, and says so', () => {
  const told = tellRecency(recency);
  expect(told).toMatch(/sales +9000 \[4500; 13500\]/);
  expect(told).toMatch(/lifetime margin/);
  expect(told).toMatch(/0–1 +80 +30\.0 % \[15\.0 %; 45\.0 %\] +100 \[50; 150\] +100 \[50; 150\]/);
  expect(told).toMatch(/1\+ +20 +10\.0 % .* –/);
  const sales = tellRecency({ ...recency, marginShare: null });
  expect(sales).toMatch(/lifetime sales/);
  expect(sales).toMatch(/250 \[125; 375\]/);
});

const part = { netSales: '600.50', share: 0.6 };
const base = ValueOverview.parse({
  ...{ snapshotId: 3, asOf: '2026-11-22T00:00:00Z', currency: 'EUR', customers: 12, orders: 40 },
  ...{ netSales: '1000.50', netSales12Months: '700', margin: null, cells: [], cuts: null },
  marginKnown: { customers: 5, netSales: '400', margin: '160.25' },
  pyramid: [
    {
      ...{ rank: 1, label: { fr: 'Inactifs', en: 'Inactive' }, customers: 9, netSales: '400', share: 0.4 },
      ...{ netSales12Months: '0', averageNetSales: '44.44' },
    },
    {
      ...{ rank: 5, label: { fr: 'Premiers', en: 'Top' }, customers: 3, ...part },
      ...{ netSales12Months: '700', averageNetSales: '200.17' },
    },
  ],
  abc: [{ class: 'A', customers: 3, ...part }],
  segments: [
    {
      ...{ segment: 'champions', label: { fr: 'Champions', en: 'Champions' }, customers: 2, ...part },
      meaning: { fr: 'les meilleurs', en: 'the best' },
    },
  ],
  concentration: [{ topShare: 0.1, customers: 1, netShare: 0.345 }],
  settings: {
    ...{ currency: null, scoring: { method: 'quantiles' }, rankShares: [0.01, 0.05, 0.2], snapshotsKept: 24 },
    abc: { measure: 'netSales', shareA: 0.8, shareB: 0.95 },
  },
});

it('tells the base: its figures, of how many the margin is known, then ranks from the first down, classes, behaviours and concentration', () => {
  const told = tellOverview(base);
  expect(told).toMatch(/customers +12\n/);
  expect(told).toContain('Margin is known of 5 customers: 160.25 on 400.');
  expect(told).toMatch(/5 Top +3 +700 +200\.17\n1 Inactive +9 +0 +44\.44/);
  expect(told).toMatch(/A +3 +600\.50? +60\.0 %/);
  expect(told).toMatch(/Champions +2 +600\.50? +60\.0 %/);
  expect(told).toMatch(/10\.0 % +1 +34\.5 %/);
  expect(told).not.toMatch(/[{}]|NaN|undefined/);
});
