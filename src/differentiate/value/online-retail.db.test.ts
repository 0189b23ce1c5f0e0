import { afterAll, beforeAll, expect, it } from 'vitest';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import { formatDecimal, parseDecimal } from '#platform/money';
import { openTestEngines, type TestEngines } from '#test/engines';
import { hasOnlineRetail, loadOnlineRetail } from '#test/online-retail';
import { refreshValues } from './refresh-values.ts';
import { valueOverview } from './value-overview.ts';

const unless = hasOnlineRetail ? '' : ' (skipped: no data)';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

it.runIf(hasOnlineRetail)(
  `finds the published figures of Online Retail${unless}`,
  async () => {
    expect(await loadOnlineRetail(engines.warehouse)).toBe(397_884);
    const needs = {
      server: engines.database,
      db: engines.db,
      warehouse: engines.warehouse,
      clock: standingClock('2011-12-10T00:00:00Z'),
    };
    const { snapshotId } = orThrow(await refreshValues(needs));
    const overview = orThrow(await valueOverview(needs));
    expect(overview).toMatchObject({
      customers: 4338,
      orders: 18_532,
      netSales: '8911407.904',
      currency: 'GBP',
    });
    const [means] = await engines.warehouse.query<{
      recency: number;
      frequency: number;
      amount: number;
      median: string;
    }>(
      `SELECT avg(recency_days) AS recency, avg(orders) AS frequency, avg(toFloat64(net_sales)) AS amount,
            toString(median(toFloat64(net_sales))) AS median
     FROM customer_values WHERE snapshot_id = {snapshotId:UInt64}`,
      { snapshotId },
    );
    expect(means?.recency).toBeCloseTo(93.0595, 4);
    expect(means?.frequency).toBeCloseTo(4.272015, 6);
    expect(means?.amount).toBeCloseTo(2054.26646, 5);
    expect(Number(means?.median)).toBeCloseTo(674.485, 6);
    const classA = overview.abc.find((one) => one.class === 'A');
    expect(classA?.customers).toBe(1133);
    expect((classA?.customers ?? 0) / overview.customers).toBeCloseTo(0.261, 3);
    expect(overview.margin).toBeNull();
    expect(overview.marginKnown.customers).toBe(0);
    const parts = [overview.pyramid, overview.abc, overview.cells, overview.segments];
    for (const part of parts as { customers: number; netSales: string }[][]) {
      expect(part.reduce((all, one) => all + one.customers, 0)).toBe(4338);
      expect(formatDecimal(part.reduce((all, one) => all + (parseDecimal(one.netSales) ?? 0n), 0n))).toBe(
        '8911407.904',
      );
    }
  },
  300_000,
);
