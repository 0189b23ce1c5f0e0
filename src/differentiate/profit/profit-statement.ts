import { readCustomerNames } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import { accountOf, type Prices } from './account.ts';
import { snapshotAccounts } from './account-totals.warehouse.ts';
import type { CostModel, ProfitStatement } from './api.ts';
import { cheaperEffects, listBelowZero, lossCauses } from './below-zero.warehouse.ts';
import { formatExact, parseExact } from './exact.ts';
import { lifetimeSums } from './lifetime-values.warehouse.ts';
import { causeLabel, cheaperWays, savings } from './loss-causes.ts';
import { daysBetween, type Period } from './period.ts';
import { selectProfitSnapshot } from './profit-snapshot.store.ts';

type Needs = { db: Database; warehouse: Warehouse };

/** The common costs that fall in a period, by the days they share with it. */
export function commonCosts(model: CostModel, period: Period): { name: string; amount: string }[] {
  return model.common.flatMap(({ name, amount, from, until }) => {
    const spent = daysBetween(from, until);
    const start = Math.max(spent.from.getTime(), period.from.getTime());
    const end = Math.min(spent.until.getTime(), period.until.getTime());
    if (end <= start) return [];
    const whole = BigInt(spent.until.getTime() - spent.from.getTime());
    return [{ name, amount: formatExact((parseExact(amount) * BigInt(end - start)) / whole) }];
  });
}

/** The snapshot's profits and the prices they were computed by; refuses before the first computation. */
export async function profitSnapshot(needs: Needs, snapshotId: number | undefined) {
  const snapshot = await selectProfitSnapshot(needs.db, snapshotId);
  if (snapshot === undefined)
    return refuse(
      'not-found',
      'no-value-yet',
      'Profit was not computed yet: refresh the value after the first import of sales.',
    );
  const prices: Prices = { ...snapshot.prices, noCost: snapshot.model.definition.noCost };
  return { ...snapshot, prices };
}

/** The profit and loss of the base at a snapshot: the account, who pays, who costs more than they bring, why, and what would be cheaper. */
export async function profitStatement(
  needs: Needs,
  input: { snapshotId?: number | undefined } = {},
): Promise<Outcome<ProfitStatement>> {
  const snapshot = await profitSnapshot(needs, input.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const { snapshotId, prices, model, period } = snapshot;
  const { known, unidentified } = await snapshotAccounts(needs.warehouse, snapshotId);
  const causes = await lossCauses(needs.warehouse, snapshotId);
  const ways = cheaperWays(prices);
  const effects = await cheaperEffects(needs.warehouse, snapshotId, ways);
  return {
    ...{ snapshotId, asOf: snapshot.asOf.toISOString(), period, currency: snapshot.currency },
    costModel: { name: model.name, version: model.version },
    customers: known.customers,
    account: accountOf(known, prices),
    unidentified: accountOf(unidentified, prices),
    common: commonCosts(model.definition, { from: new Date(period.from), until: new Date(period.until) }),
    lifetime: await lifetimeSums(needs.warehouse, snapshotId),
    known: { customers: known.direct_known, profit: trimDecimal(known.direct_profit) },
    profitable: { customers: known.profitable, profit: trimDecimal(known.profits) },
    belowZero: {
      customers: known.below_zero,
      loss: trimDecimal(known.losses),
      causes: causes.map((one) => ({
        ...one,
        label: causeLabel(one.cause, prices),
        loss: trimDecimal(one.loss),
      })),
      cheaper: ways.map(({ entry, by, rate, cheaperRate }, index) => ({
        ...{ instead: entry.id, name: entry.name, by },
        ...{ rate: trimDecimal(rate), cheaperRate: trimDecimal(cheaperRate) },
        customers: effects[index]?.customers ?? 0,
        saves: trimDecimal(effects[index]?.saves ?? '0'),
        backAboveZero: effects[index]?.back ?? 0,
      })),
    },
  };
}

/** Customers who cost more than they bring, the greatest loss first, with the cause and the cheapest way to serve them. */
export async function belowZero(
  needs: Needs,
  input: { cursor?: string | undefined; limit: number; snapshotId?: number | undefined },
) {
  const snapshot = await profitSnapshot(needs, input.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const [profit, customer] = (input.cursor ?? '').split('~');
  if (input.cursor !== undefined && !(/^-\d+(\.\d+)?$/.test(profit ?? '') && /^\d+$/.test(customer ?? '')))
    return refuse('invalid', 'bad-cursor', 'This cursor is not one this list gave.');
  const { snapshotId, prices } = snapshot;
  const after =
    input.cursor === undefined ? undefined : { profit: profit ?? '', customerId: Number(customer) };
  const rows = await listBelowZero(needs.warehouse, { snapshotId, limit: input.limit, after });
  const { known } = await snapshotAccounts(needs.warehouse, snapshotId);
  const names = await readCustomerNames(
    needs.db,
    rows.map((row) => row.customer_id),
  );
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    items: rows.map((row) => ({
      customerId: row.customer_id,
      name: names.get(row.customer_id) ?? '',
      profit: trimDecimal(row.profit),
      known: row.known === 1,
      netSales: trimDecimal(row.net_sales),
      cause: row.cause,
      label: causeLabel(row.cause, prices),
      cheaper: savings(prices, row.volumes, row.profit)[0] ?? null,
    })),
    nextCursor: last === undefined ? null : `${last.profit}~${last.customer_id}`,
    total: known.below_zero,
  };
}
