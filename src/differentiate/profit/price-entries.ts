import { momentOf } from '#differentiate/value';
import { type Words, words } from '#platform/module';
import { parseDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import { type CostEntry, type CostModel, type DriverName } from './api.ts';
import { drivers } from './drivers.ts';
import { type Bound, measureOf, orderHash } from './measures.ts';
import { daysBetween } from './period.ts';

/** A cost with the price of one unit (decimal text), or why it cannot be told. Volume × rate is its amount. */
export type PricedEntry = CostEntry & { readonly rate: string | null; readonly unknown: Words | null };

const tables = { events: 'events', contacts: 'contacts', lines: 'order_lines' } as const;
const unit = 1_000_000n;

/** An amount of twelve decimals, as text. */
function twelve(value: bigint): string {
  const scale = 1_000_000_000_000n;
  return `${value / scale}.${String(value % scale).padStart(12, '0')}`;
}

/** Which drivers have no fact at all in the history: what depends on them is unknown. */
async function unseenDrivers(warehouse: Warehouse, model: CostModel): Promise<Set<DriverName>> {
  const asked = [...new Set(model.entries.map((entry) => entry.driver))].filter(
    (name) => drivers[name].lines === undefined && drivers[name].ownRecord === undefined,
  );
  const unseen = new Set<DriverName>();
  for (const name of asked) {
    const { events = [], contacts = [] } = drivers[name];
    const [found] = await warehouse.query(
      `SELECT 1 FROM events WHERE type IN {events:Array(String)} LIMIT 1
       UNION ALL
       SELECT 1 FROM contacts WHERE kind = 'sent' AND channel IN {contacts:Array(String)} LIMIT 1`,
      { events, contacts },
    );
    if (found === undefined) unseen.add(name);
  }
  return unseen;
}

/** How many units share a sum, over all the facts of the days it was spent for, those of nobody known too: by person, as accounts count. */
async function poolVolume(warehouse: Warehouse, entry: CostEntry, currency: string): Promise<bigint> {
  const days = daysBetween(entry.from ?? '', entry.until ?? '');
  const bound: Bound = { from: momentOf(days.from), until: momentOf(days.until), currency };
  const measure = measureOf({ ...entry, from: null, until: null }, days, bound);
  const orders =
    measure.orders && `arrayUniq(groupArrayIf(${orderHash}, is_return = 0 AND ${measure.orders}))`;
  const counted = { lines: measure.lines ?? orders, events: measure.events, contacts: measure.contacts };
  let volume = 0n;
  for (const table of ['lines', 'events', 'contacts'] as const) {
    if (counted[table] === undefined) continue;
    const at = table === 'lines' ? 'ordered_at' : 'occurred_at';
    const [row] = await warehouse.query<{ volume: string }>(
      `SELECT toString(sum(units)) AS volume FROM (
         SELECT toDecimal128(${counted[table]}, 6) AS units FROM ${tables[table]}
         WHERE ${at} >= {from:DateTime64(3, 'UTC')} AND ${at} < {until:DateTime64(3, 'UTC')}
               ${table === 'lines' && currency !== '' ? "AND currency IN ('', {currency:String})" : ''}
         GROUP BY person_id SETTINGS optimize_aggregation_in_order = 1)`,
      bound,
    );
    volume += parseDecimal(row?.volume ?? '0') ?? 0n;
  }
  return volume;
}

async function priceOf(warehouse: Warehouse, entry: CostEntry, currency: string): Promise<PricedEntry> {
  const { price } = entry;
  if (price.by === 'rate') {
    const micros = parseDecimal(price.rate) ?? 0n;
    const rate = entry.driver === 'salesPercent' ? (micros * unit) / 100n : micros * unit;
    return { ...entry, rate: twelve(rate), unknown: null };
  }
  const volume = await poolVolume(warehouse, entry, currency);
  const amount = parseDecimal(price.amount) ?? 0n;
  if (volume <= 0n) {
    const { label } = drivers[entry.driver];
    const unknown = words(
      `rien à partager : aucun fait « ${label.fr} » du ${entry.from} au ${entry.until}`,
      `nothing to share it over: no “${label.en}” from ${entry.from} to ${entry.until}`,
    );
    return { ...entry, rate: null, unknown };
  }
  return { ...entry, rate: twelve((amount * unit * unit + volume / 2n) / volume), unknown: null };
}

/**
 * The costs of a model with the price of a unit: rates as given, sums divided by the units that share them. A cost whose driver
 * was never recorded has no price: it is unknown, and says which facts would tell.
 */
export async function priceEntries(
  warehouse: Warehouse,
  model: CostModel,
  currency: string,
): Promise<PricedEntry[]> {
  const unseen = await unseenDrivers(warehouse, model);
  if (model.entries.some((entry) => entry.brand !== null))
    await warehouse.command('SYSTEM RELOAD DICTIONARY product_brand');
  const priced: PricedEntry[] = [];
  for (const entry of model.entries) {
    const { label, events = [], contacts = [] } = drivers[entry.driver];
    const kinds = [
      ...events.map((name) => words(`événements « ${name} »`, `events “${name}”`)),
      ...contacts.map((name) => words(`contacts du canal « ${name} »`, `contacts of the channel “${name}”`)),
    ];
    const unknown = words(
      `aucun « ${label.fr} » enregistré : importez des ${kinds.map((kind) => kind.fr).join(' ou des ')}`,
      `no “${label.en}” recorded: import ${kinds.map((kind) => kind.en).join(' or ')}`,
    );
    priced.push(
      unseen.has(entry.driver)
        ? { ...entry, rate: null, unknown }
        : await priceOf(warehouse, entry, currency),
    );
  }
  return priced;
}
