import type { Warehouse } from '#platform/warehouse';
import { customersOfTrial } from './arms.warehouse.ts';
import type { Trial } from './trial.ts';

export type PersonRow = { customerId: number; arm: string; orders: number; netSales: string; margin: string };

/** The customers behind a figure: one arm, those who responded or not, most sales first. `after` is where the last page ended. */
export function listPeople(
  warehouse: Warehouse,
  trial: Trial,
  now: Date,
  page: { arm: string; responded: boolean | undefined; offset: number; limit: number },
): Promise<PersonRow[]> {
  const { query, parameters } = customersOfTrial(trial, now);
  return warehouse.query<PersonRow>(
    `SELECT customer AS customerId, arm, toUInt32(orders) AS orders, toString(round(net, 2)) AS netSales, toString(round(margin, 2)) AS margin
     FROM (${query}) WHERE arm = {arm:String} AND ({responded:Int8} = -1 OR responded = {responded:Int8})
     ORDER BY net DESC, customer LIMIT {limit:UInt32} OFFSET {offset:UInt64}`,
    {
      ...parameters,
      arm: page.arm,
      responded: page.responded === undefined ? -1 : Number(page.responded),
      limit: page.limit,
      offset: page.offset,
    },
  );
}
