import { momentOf, type ValueSnapshot } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';
import type { PotentialSettings } from './api.ts';
import { declaredWithSales } from './declared-share.warehouse.ts';
import type { LearntCell } from './learn-likeness.ts';

/** Puts aside what the group of each set of levels says. */
export async function writeCells(
  warehouse: Warehouse,
  snapshotId: number,
  cells: readonly LearntCell[],
): Promise<void> {
  const block = 10_000;
  for (let from = 0; from < cells.length; from += block)
    await warehouse.insert(
      'potential_cells',
      cells.slice(from, from + block).map((cell) => ({ snapshot_id: snapshotId, ...cell })),
    );
}

/** What became of what a customer said, over `share`, `said_at` and `said_spend`; the first reason that holds. */
const said = `multiIf(isNull(d.share), 'none', d.share <= 0, 'zero', d.share > 1, 'impossible', d.share < {leastShare:Float64}, 'too-small',
  isNotNull(d.said_at) AND d.said_at < {asOf:DateTime64(3, 'UTC')} - toIntervalDay({freshDays:UInt32}), 'stale',
  ifNull(d.said_spend, 0) <= 0, 'without-sales', isNull(d.said_at), 'undated', 'fresh')`;

const walletAt = (share: string) => `if(speaks, toFloat64(d.said_spend) / (${share}), NULL)`;

/**
 * What each customer could spend with us in twelve months: spending ÷ declared share where one was said lately enough, else what the best of those
 * alike spend; never less than what they spend already. `places` are those of the traits used; none is the whole base.
 */
export async function writePotentials(
  warehouse: Warehouse,
  { snapshotId, asOf, currency }: ValueSnapshot,
  input: { places: readonly number[]; settings: PotentialSettings },
): Promise<void> {
  const { freshDays, leastShare, shareError } = input.settings;
  await warehouse.command(
    `INSERT INTO customer_potentials
     SELECT {snapshotId:UInt64}, customer_id, spend, spoken, alike, alike_low, alike_high, alike_customers,
            share, said_at, said_spend, said, wallet, wallet_low, wallet_high,
            multiIf(isNotNull(wallet), 'declared', isNotNull(alike), 'look-alikes', '') AS basis,
            if(basis = '', NULL, greatest(assumeNotNull(coalesce(wallet, alike)), toFloat64(spend))) AS potential,
            potential - greatest(toFloat64(spend), 0) AS room
     FROM (
       SELECT t.customer_id AS customer_id, assumeNotNull(t.spend) AS spend,
              arraySlice(ifNull(c.levels, []), 1, ifNull(c.depth, 0)) AS spoken,
              c.amount AS alike, c.low AS alike_low, c.high AS alike_high, ifNull(c.customers, 0) AS alike_customers,
              d.share AS share, d.said_at AS said_at, d.said_spend AS said_spend, ${said} AS said,
              said IN ('fresh', 'undated') AS speaks, ${walletAt('d.share')} AS wallet,
              ${walletAt('least(1, d.share + {shareError:Float64})')} AS wallet_low,
              ${walletAt('d.share - {shareError:Float64}')} AS wallet_high
       FROM (SELECT customer_id, spend, arrayMap(place -> levels[place], {places:Array(UInt8)}) AS chosen
             FROM customer_traits WHERE snapshot_id = {snapshotId:UInt64}) AS t
       LEFT JOIN (SELECT levels, depth, toNullable(amount) AS amount, toNullable(low) AS low, toNullable(high) AS high, customers
                  FROM potential_cells WHERE snapshot_id = {snapshotId:UInt64}) AS c ON c.levels = t.chosen
       LEFT JOIN (SELECT customer_id, toNullable(share) AS share, said_at, toNullable(said_spend) AS said_spend
                  FROM (${declaredWithSales(currency)})) AS d ON d.customer_id = t.customer_id
     )
     SETTINGS min_insert_block_size_rows = 200000, min_insert_block_size_bytes = 0`,
    {
      ...{ snapshotId, asOf: momentOf(asOf), currency, places: input.places },
      ...{ freshDays, leastShare, shareError },
    },
  );
}

export type BasisRow = { basis: string; customers: number; room: number | null };

/** Customers of a snapshot by who speaks of them, and what they could spend more, together. */
export function basisTotals(warehouse: Warehouse, snapshotId: number): Promise<BasisRow[]> {
  return warehouse.query(
    `SELECT basis, count() AS customers, sum(p.room) AS room FROM customer_potentials AS p
     WHERE p.snapshot_id = {snapshotId:UInt64} GROUP BY basis ORDER BY basis DESC`,
    { snapshotId },
  );
}

export type CellRow = {
  levels: string[];
  learnt_from: number;
  customers: number;
  amount: number;
  low: number;
  high: number;
  room: number;
};

/** Groups of customers alike with those they speak of, where most could be won first. */
export function speakingCells(warehouse: Warehouse, snapshotId: number, limit: number): Promise<CellRow[]> {
  return warehouse.query(
    `SELECT p.levels AS levels, any(p.alike_customers) AS learnt_from, count() AS customers, any(assumeNotNull(p.alike)) AS amount,
            any(assumeNotNull(p.alike_low)) AS low, any(assumeNotNull(p.alike_high)) AS high, sum(assumeNotNull(p.room)) AS room
     FROM customer_potentials AS p WHERE p.snapshot_id = {snapshotId:UInt64} AND p.basis = 'look-alikes'
     GROUP BY levels ORDER BY room DESC, levels LIMIT {limit:UInt32}`,
    { snapshotId, limit },
  );
}

export type PotentialRow = {
  spend: string;
  levels: string[];
  alike: number | null;
  alike_low: number | null;
  alike_high: number | null;
  alike_customers: number;
  share: number | null;
  said_at: string | null;
  said_spend: string | null;
  said: string;
  wallet: number | null;
  wallet_low: number | null;
  wallet_high: number | null;
  basis: string;
  potential: number | null;
  room: number | null;
};

/** One customer's potential in a snapshot. */
export async function potentialOf(
  warehouse: Warehouse,
  snapshotId: number,
  customerId: number,
): Promise<PotentialRow | undefined> {
  const [row] = await warehouse.query<PotentialRow>(
    'SELECT * FROM customer_potentials WHERE snapshot_id = {snapshotId:UInt64} AND customer_id = {customerId:UInt64}',
    { snapshotId, customerId },
  );
  return row;
}
