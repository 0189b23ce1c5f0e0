import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { formatDecimal, parseDecimal, trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { ValueOverview } from './api.ts';
import { rfmLabel, rfmSegments } from './rfm.ts';
import { listDoneSnapshots, selectSnapshot } from './snapshot.store.ts';
import {
  type PartRow,
  snapshotBy,
  snapshotCells,
  snapshotConcentration,
  snapshotTotals,
} from './value-overview.warehouse.ts';
import { valueRanks } from './value-rank.ts';

const topShares = [0.01, 0.05, 0.1, 0.2, 0.5];
const none: PartRow = { customers: 0, net_sales: '0', net_sales_12m: '0' };

/** A part of the whole, for showing; never for further computation. */
function shareOf(part: string, whole: string): number {
  return Number(whole) === 0 ? 0 : Number(part) / Number(whole);
}

function averageOf(sum: string, count: number): string {
  const micros = parseDecimal(sum) ?? 0n;
  return count === 0 ? '0' : formatDecimal(micros / BigInt(count));
}

function counted(row: PartRow, whole: string) {
  return {
    customers: row.customers,
    netSales: trimDecimal(row.net_sales),
    share: shareOf(row.net_sales, whole),
  };
}

/**
 * What the base is worth at one snapshot (the newest when none is named): the pyramid, ABC classes, the RFM table, how
 * concentrated sales are. Refuses when value was never computed, or the snapshot is not among those kept.
 */
export async function valueOverview(
  needs: { db: Database; warehouse: Warehouse },
  input: { snapshotId?: number | undefined } = {},
): Promise<Outcome<ValueOverview>> {
  const { db, warehouse } = needs;
  const snapshot =
    input.snapshotId === undefined
      ? (await listDoneSnapshots(db, 1))[0]
      : await selectSnapshot(db, input.snapshotId);
  if (snapshot === undefined || snapshot.state !== 'done')
    return refuse(
      'not-found',
      'no-value-yet',
      'Value was not computed yet: refresh it after the first import of sales.',
    );
  const { snapshotId } = snapshot;
  const [totals, ranks, classes, regions, cells, best] = await Promise.all([
    snapshotTotals(warehouse, snapshotId),
    snapshotBy(warehouse, snapshotId, 'value_rank'),
    snapshotBy(warehouse, snapshotId, 'abc_class'),
    snapshotBy(warehouse, snapshotId, 'rfm_segment'),
    snapshotCells(warehouse, snapshotId),
    snapshotConcentration(
      warehouse,
      snapshotId,
      topShares.map((share) => Math.round(share * 1_000_000)),
    ),
  ]);
  const whole = totals.net_sales;
  const classNames = ['A', 'B', 'C', ...(classes.some((row) => row.part === '') ? [''] : [])];
  return {
    snapshotId,
    asOf: snapshot.asOf.toISOString(),
    currency: snapshot.currency,
    customers: totals.customers,
    orders: totals.orders,
    netSales: trimDecimal(whole),
    netSales12Months: trimDecimal(totals.net_sales_12m),
    margin: totals.margin_customers === totals.customers ? trimDecimal(totals.margin) : null,
    marginKnown: {
      customers: totals.margin_customers,
      netSales: trimDecimal(totals.margin_net),
      margin: trimDecimal(totals.margin),
    },
    pyramid: valueRanks.map(({ rank, label }) => {
      const row = ranks.find((one) => one.part === rank) ?? none;
      const averageNetSales = averageOf(row.net_sales, row.customers);
      return {
        ...counted(row, whole),
        rank,
        label,
        netSales12Months: trimDecimal(row.net_sales_12m),
        averageNetSales,
      };
    }),
    abc: classNames.map((name) => ({
      ...counted(classes.find((one) => one.part === name) ?? none, whole),
      class: name,
    })),
    cells: cells.map((row) => ({
      ...counted(row, whole),
      recencyScore: row.r,
      frequencyScore: row.f,
      averageMonetaryScore: row.m,
    })),
    segments: rfmSegments.map(({ name }) => {
      const { label, meaning } = rfmLabel(name);
      return {
        ...counted(regions.find((one) => one.part === name) ?? none, whole),
        segment: name,
        label,
        meaning,
      };
    }),
    concentration: best.map((row, index) => ({
      topShare: topShares[index] ?? 0,
      customers: row.customers,
      netShare: shareOf(row.net_sales, whole),
    })),
    cuts: snapshot.cuts,
    settings: snapshot.settings,
  };
}
