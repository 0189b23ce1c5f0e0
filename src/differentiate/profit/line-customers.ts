import { readCustomerNames } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { z } from 'zod';
import type { LineCustomers } from './api.ts';
import { lineTotals, listLineCustomers, storedLine } from './line-customers.warehouse.ts';
import { profitSnapshot } from './profit-statement.ts';

type After = { weight: string; customerId: number };

function readCursor(cursor: string | undefined): After | null | undefined {
  if (cursor === undefined) return undefined;
  const [, weight, customer] = /^(-?\d+(?:\.\d+)?)~(\d+)$/.exec(cursor) ?? [];
  return weight === undefined ? null : { weight, customerId: Number(customer) };
}

/**
 * The customers who make one line of the base's account (`netSales`, `returned`, `costOfGoods`, `recorded` or the id of a cost) as of a
 * snapshot, the largest part first: their amounts sum to the line. Refuses a line the account does not have, and a foreign cursor.
 */
export async function lineCustomers(
  needs: { db: Database; warehouse: Warehouse },
  input: { line: string; snapshotId?: number | undefined; cursor?: string | undefined; limit: number },
): Promise<Outcome<z.infer<typeof LineCustomers>>> {
  const snapshot = await profitSnapshot(needs, input.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const { snapshotId, prices, currency } = snapshot;
  const line = storedLine(input.line, prices);
  if (line === undefined)
    return refuse('not-found', 'no-such-line', `The account has no line "${input.line}".`, {
      line: input.line,
    });
  const after = readCursor(input.cursor);
  if (after === null) return refuse('invalid', 'bad-cursor', 'This cursor is not one this list gave.');
  const { customers, total, unknown } = await lineTotals(needs.warehouse, { snapshotId, line });
  const rows = await listLineCustomers(needs.warehouse, { snapshotId, line, limit: input.limit, after });
  const ids = rows.map((row) => row.customer_id);
  const names = await readCustomerNames(needs.db, ids);
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    ...{ snapshotId, currency, customers, unknown, total: trimDecimal(total) },
    items: rows.map((row) => ({
      customerId: row.customer_id,
      name: names.get(row.customer_id) ?? '',
      volume: row.volume === null ? null : trimDecimal(row.volume),
      amount: trimDecimal(row.amount),
    })),
    nextCursor: last === undefined ? null : `${last.weight}~${last.customer_id}`,
  };
}
