import type { Warehouse } from '#platform/warehouse';
import { composeProfits, type ProfitPlan } from './profits.warehouse.ts';

/** Accounts added up: decimals are texts, volumes go by cost; `unmeasured` has the places (from 1) of costs with an unknown amount, and their volumes. */
export type AccountTotals = {
  customers: number;
  orders: number;
  net_sales: string;
  returned: string;
  known_goods: string;
  uncosted_lines: number;
  uncosted_sales: string;
  volumes: string[];
  unmeasured: [places: number[], volumes: string[]];
  direct_profit: string;
  direct_known: number;
  profit_at_most: string;
  profitable: number;
  profits: string;
  below_zero: number;
  losses: string;
};

const sums = `
  count() AS customers, sum(p.orders) AS orders, sum(p.net_sales) AS net_sales, sum(p.returned) AS returned,
  sum(p.known_goods) AS known_goods, sum(p.uncosted_lines) AS uncosted_lines, sum(p.uncosted_sales) AS uncosted_sales,
  sumForEach(p.volumes) AS volumes,
  sumMap(p.unmeasured, arrayMap(place -> p.volumes[place], p.unmeasured)) AS unmeasured,
  sum(ifNull(p.direct_profit, toDecimal128(0, 12))) AS direct_profit, countIf(isNotNull(p.direct_profit)) AS direct_known,
  sum(p.profit_at_most) AS profit_at_most,
  countIf(p.direct_profit > 0) AS profitable, sumIf(ifNull(p.direct_profit, toDecimal128(0, 12)), p.direct_profit > 0) AS profits,
  countIf(p.profit_at_most < 0) AS below_zero, sumIf(p.profit_at_most, p.profit_at_most < 0) AS losses`;

const none: AccountTotals = {
  ...{ customers: 0, orders: 0, net_sales: '0', returned: '0', known_goods: '0', uncosted_lines: 0 },
  ...{ uncosted_sales: '0', volumes: [], unmeasured: [[], []], direct_profit: '0' },
  ...{ direct_known: 0, profit_at_most: '0', profitable: 0, profits: '0', below_zero: 0, losses: '0' },
};

type Row = AccountTotals & { nobody: number };

function parted(rows: readonly Row[]) {
  return {
    known: rows.find((row) => row.nobody === 0) ?? none,
    unidentified: rows.find((row) => row.nobody === 1) ?? none,
  };
}

/** The accounts of a snapshot added up: of known customers, and of nobody known. */
export async function snapshotAccounts(warehouse: Warehouse, snapshotId: number) {
  return parted(
    await warehouse.query<Row>(
      `SELECT toUInt8(p.customer_id = 0) AS nobody, ${sums} FROM customer_profits AS p
       WHERE p.snapshot_id = {snapshotId:UInt64} GROUP BY nobody`,
      { snapshotId },
    ),
  );
}

/** The same added up from the facts, by any plan; of some persons only when they are named. */
export async function accountsByPlan(warehouse: Warehouse, plan: ProfitPlan, persons?: readonly number[]) {
  const { query, parameters } = composeProfits(plan, persons);
  return parted(
    await warehouse.query<Row>(
      `SELECT toUInt8(p.customer_id = 0) AS nobody, ${sums} FROM (${query}) AS p GROUP BY nobody`,
      parameters,
    ),
  );
}
