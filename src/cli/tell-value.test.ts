import { expect, it } from 'vitest';
import { LifetimeOverview } from '#differentiate/lifetime/api';
import { tellForecast } from './tell-value.ts';

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
