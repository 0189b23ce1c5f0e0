import { type Database, type RawBuilder, sql } from '#platform/database';
import type { CustomerFilter } from './api.ts';
import {
  type CustomerCursor,
  countCustomers,
  filterConditions,
  type FoundCustomer,
  sampleShares,
  selectCustomers,
  selectRanked,
  tierCondition,
  walked,
} from './search.store.ts';
import { readSought, type Sought, type Tier, tiersOf } from './search.ts';

/** Where a page ended: in which tier (null without a search, or newest first), after whom. */
export type ListPlace = CustomerCursor & { readonly tier: Tier | null };
export type Listed = FoundCustomer & { readonly tier: Tier | null };
export type Matches = {
  readonly found: Listed[];
  /** Null after the first page. */
  readonly total: number | null;
  readonly totalIsAtLeast: boolean;
};

type Condition = RawBuilder<unknown>;
type Needs = {
  readonly db: Database;
  readonly sought: Sought;
  readonly filters: readonly Condition[];
  readonly shares: Partial<Record<Tier, number>>;
};

/** Above this share walking finds a page of customers before the trigram index has gathered them all. */
const walkedFrom = 0.005;
/** Above this share walking counts to the limit sooner. */
const countWalkedFrom = 0.03;
const listCountMax = 10_000;
const searchCountMax = 1000;

/**
 * Reads pages of the customers that filters and a search ask for, the best first. How common the words are is sampled once; it
 * decides between gathering by the trigram index all who fit, when they are few, and walking until a page is full.
 */
export async function findMatches(db: Database, asked: CustomerFilter) {
  const sought = readSought(asked.search ?? '');
  const filters = filterConditions(asked);
  const searching = sought.words.length > 0;
  const shares = searching ? await sampleShares(db, filters, sought) : {};
  const needs = { db, sought, filters, shares };
  const isCommon = (shares.pieces ?? 0) > walkedFrom;
  return async (after: ListPlace | undefined, limit: number): Promise<Matches> => {
    if (searching && asked.sort === 'name' && !isCommon) return rankedPage(needs, after, limit);
    const [found, total] = await Promise.all([
      searching && asked.sort === 'name'
        ? pageOfTiers(needs, after, limit)
        : pageOfList(needs, asked.sort, after, limit),
      after === undefined ? countMatches(needs) : null,
    ]);
    const most = searching ? searchCountMax : listCountMax;
    const totalIsAtLeast = total !== null && total > most;
    return { found, total: totalIsAtLeast ? most : total, totalIsAtLeast };
  };
}

async function rankedPage(needs: Needs, after: ListPlace | undefined, limit: number): Promise<Matches> {
  const tiers = tiersOf(needs.sought);
  const place = after && {
    ...after,
    place: Math.max(0, after.tier === null ? 0 : tiers.indexOf(after.tier)),
  };
  const { found, total } = await selectRanked(needs.db, { ...needs, after: place }, limit);
  return {
    found: found.map(({ place: at, ...customer }) => ({ ...customer, tier: tiers[at] ?? null })),
    total: after === undefined ? total : null,
    totalIsAtLeast: false,
  };
}

function countMatches(needs: Needs): Promise<number> {
  const most = needs.sought.words.length > 0 ? searchCountMax : listCountMax;
  return countCustomers(needs.db, [...needs.filters, ...whoFits(needs, countWalkedFrom)], most + 1);
}

/** The widest tier holds all the others. */
function whoFits({ sought, shares }: Needs, walkedAbove: number): Condition[] {
  if (sought.words.length === 0) return [];
  const condition = tierCondition(sought, 'pieces');
  return [(shares.pieces ?? 0) > walkedAbove ? walked(condition) : condition];
}

async function pageOfList(
  needs: Needs,
  sort: 'name' | 'newest',
  after: ListPlace | undefined,
  limit: number,
): Promise<Listed[]> {
  const where = [...needs.filters, ...whoFits(needs, walkedFrom)];
  const found = await selectCustomers(needs.db, { where, sort, after }, limit);
  return found.map((customer) => ({ ...customer, tier: null }));
}

/** Tier after tier until the page is full: names by name, the others newest first. */
async function pageOfTiers(needs: Needs, after: ListPlace | undefined, limit: number): Promise<Listed[]> {
  const { db, sought, filters, shares } = needs;
  const tiers = tiersOf(sought);
  const found: Listed[] = [];
  const from = after === undefined || after.tier === null ? 0 : Math.max(0, tiers.indexOf(after.tier));
  for (const [place, tier] of tiers.entries()) {
    if (place < from || found.length >= limit) continue;
    const better = tiers.slice(0, place).map((one) => sql`not ${walked(tierCondition(sought, one))}`);
    const fits = tierCondition(sought, tier);
    const where = [
      ...filters,
      (shares[tier] ?? 0) > walkedFrom && tier !== 'name' ? walked(fits) : fits,
      ...better,
    ];
    const sort = tier === 'name' ? 'name' : 'newest';
    const rows = await selectCustomers(
      db,
      { where, sort, after: place === from ? after : undefined },
      limit - found.length,
    );
    found.push(...rows.map((customer) => ({ ...customer, tier })));
  }
  return found;
}
