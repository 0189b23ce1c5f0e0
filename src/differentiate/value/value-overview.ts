import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { formatDecimal, parseDecimal, trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { ValueOverview } from './api.ts';
import { rfmSegments } from './rfm.ts';
import { listDoneSnapshots, selectSnapshot } from './snapshot.store.ts';
import {
  type CellRow,
  type PartRow,
  snapshotBy,
  snapshotCells,
  snapshotConcentration,
  snapshotTotals,
  type TotalsRow,
} from './value-overview.warehouse.ts';
import { valueRanks } from './value-rank.ts';

const topShares = [0.01, 0.05, 0.1, 0.2, 0.5];
type NamedPart = PartRow & { part: string | number };

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

type Parts = {
  totals: TotalsRow;
  ranks: readonly NamedPart[];
  classes: readonly NamedPart[];
  regions: readonly NamedPart[];
  cells: readonly CellRow[];
  best: readonly { customers: number; net_sales: string }[];
};

async function readParts(warehouse: Warehouse, snapshotId: number): Promise<Parts> {
  const millionths = topShares.map((share) => Math.round(share * 1_000_000));
  const [totals, ranks, classes, regions, cells, best] = await Promise.all([
    snapshotTotals(warehouse, snapshotId),
    snapshotBy(warehouse, snapshotId, 'value_rank'),
    snapshotBy(warehouse, snapshotId, 'abc_class'),
    snapshotBy(warehouse, snapshotId, 'rfm_segment'),
    snapshotCells(warehouse, snapshotId),
    snapshotConcentration(warehouse, snapshotId, millionths),
  ]);
  return { totals, ranks, classes, regions, cells, best };
}

function wholeOf({ totals }: Parts) {
  return {
    customers: totals.customers,
    orders: totals.orders,
    netSales: trimDecimal(totals.net_sales),
    netSales12Months: trimDecimal(totals.net_sales_12m),
    margin: totals.margin_customers === totals.customers ? trimDecimal(totals.margin) : null,
    marginKnown: {
      customers: totals.margin_customers,
      netSales: trimDecimal(totals.margin_net),
      margin: trimDecimal(totals.margin),
    },
  };
}

function split({ totals, ranks, classes, regions, cells, best }: Parts) {
  const named = (rows: readonly NamedPart[], name: string | number) =>
    rows.find((row) => row.part === name) ?? none;
  const shown = (row: PartRow) => counted(row, totals.net_sales);
  const unclassed = classes.some((row) => row.part === '') ? [''] : [];
  return {
    pyramid: valueRanks.map(({ rank, label }) => {
      const row = named(ranks, rank);
      const averageNetSales = averageOf(row.net_sales, row.customers);
      return {
        ...shown(row),
        rank,
        label,
        netSales12Months: trimDecimal(row.net_sales_12m),
        averageNetSales,
      };
    }),
    abc: ['A', 'B', 'C', ...unclassed].map((name) => ({ ...shown(named(classes, name)), class: name })),
    cells: cells.map((row) => ({
      ...shown(row),
      recencyScore: row.r,
      frequencyScore: row.f,
      averageMonetaryScore: row.m,
    })),
    segments: rfmSegments.map(({ name, label, meaning }) => ({
      ...shown(named(regions, name)),
      segment: name,
      label,
      meaning,
    })),
    concentration: best.map((row, index) => ({
      topShare: topShares[index] ?? 0,
      customers: row.customers,
      netShare: shareOf(row.net_sales, totals.net_sales),
    })),
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
  const { snapshotId, currency, cuts, settings } = snapshot;
  const parts = await readParts(warehouse, snapshotId);
  return {
    snapshotId,
    asOf: snapshot.asOf.toISOString(),
    currency,
    ...wholeOf(parts),
    ...split(parts),
    cuts,
    settings,
  };
}
