import { type DriverName } from './api.ts';
import { type Words, words } from '#platform/module';
import type { Prices } from './account.ts';
import { cheaperContact, drivers } from './drivers.ts';
import { addExact, parseExact, timesExact } from './exact.ts';
import type { PricedEntry } from './price-entries.ts';

/** Why a customer costs more than they bring, in words: goods, returns, or the cost that weighs most. */
export function causeLabel(cause: string, prices: Prices): Words {
  if (cause === 'margin') return words('vendu sous le coût des marchandises', 'sold below the cost of goods');
  if (cause === 'returns') return words('retours', 'returns');
  if (cause === 'recorded') return words('coût des contacts', 'cost of contacts');
  const name = prices.entries.find((entry) => entry.id === cause)?.name ?? cause;
  return words(name, name);
}

/** One cost done more cheaply: `place` is where the cost stands among the volumes. */
export type Cheaper = {
  readonly place: number;
  readonly entry: PricedEntry;
  readonly by: Words;
  readonly rate: string;
  readonly cheaperRate: string;
};

function contactRate(entries: readonly PricedEntry[], driver: DriverName): string | null {
  return entries.find((entry) => entry.driver === driver && entry.rate !== null)?.rate ?? null;
}

function ways(entry: PricedEntry, entries: readonly PricedEntry[]): { by: Words; rate: string }[] {
  const said =
    entry.cheaper === null
      ? []
      : [{ by: words(entry.cheaper.name, entry.cheaper.name), rate: entry.cheaper.rate }];
  const contacts = (cheaperContact[entry.driver] ?? []).flatMap((driver) => {
    const rate = contactRate(entries, driver);
    return rate === null ? [] : [{ by: drivers[driver].label, rate }];
  });
  return [...said, ...contacts];
}

/** The cheaper ways of the model: those its costs name, and a cheaper contact in the place of a dearer one; dearer ones are none. */
export function cheaperWays({ entries }: Pick<Prices, 'entries'>): Cheaper[] {
  return entries.flatMap((entry, place) => {
    const { rate } = entry;
    if (rate === null) return [];
    return ways(entry, entries)
      .filter((way) => parseExact(way.rate) < parseExact(rate))
      .map((way) => ({ place, entry, by: way.by, rate, cheaperRate: way.rate }));
  });
}

/** What a cheaper way would save of some volumes, the most first. */
export function savings(prices: Prices, volumes: readonly string[], profit: string) {
  return cheaperWays(prices)
    .map(({ place, entry, by, rate, cheaperRate }) => {
      const saves = timesExact(volumes[place] ?? '0', addExact([rate], [cheaperRate]));
      return { name: entry.name, by, saves, profitAfter: addExact([profit, saves]) };
    })
    .filter((one) => parseExact(one.saves) > 0n)
    .sort((a, b) => (parseExact(a.saves) < parseExact(b.saves) ? 1 : -1));
}
