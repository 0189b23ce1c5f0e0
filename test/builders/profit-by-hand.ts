import { formatDecimal, parseDecimal } from '#platform/money';

/** A fact of a small history: a sold or returned line, or something that was done for a person. */
export type Fact =
  | {
      kind: 'line';
      person: number;
      at: Date;
      order: string;
      quantity: number;
      net: string;
      cost: string | null;
      channel: string;
      sku: string;
    }
  | { kind: 'call' | 'letter' | 'email' | 'parcel'; person: number; at: Date; kg: string };

type Entry = {
  id: string;
  driver: string;
  price: { by: 'rate'; rate: string } | { by: 'pool'; amount: string };
  channel: string | null;
  brand: string | null;
  from: string | null;
  until: string | null;
};
type Period = { from: Date; until: Date };
type Choice = { brandOf: (sku: string) => string; persons?: readonly number[] | undefined };

const day = 86_400_000;
const micros = (text: string) => parseDecimal(text) ?? 0n;
/** Everything below is in millionths of millionths, so that a product of two amounts is whole. */
const unit = 1_000_000n;
const written = (value: bigint) => {
  const [whole = '0', fraction] = formatDecimal(value / unit).split('.');
  if (value % unit === 0n) return fraction === undefined ? whole : `${whole}.${fraction}`;
  const size = value < 0n ? -value : value;
  const places = String(size % (unit * unit))
    .padStart(12, '0')
    .replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${size / (unit * unit)}.${places}`;
};

const inDays = (at: Date, entry: Entry) =>
  (entry.from === null || at.getTime() >= Date.parse(entry.from)) &&
  (entry.until === null || at.getTime() < Date.parse(entry.until) + day);

/** How many millionths of a unit of its driver a set of facts makes. */
function volumeOf(facts: readonly Fact[], entry: Entry, choice: Choice): bigint {
  const rows = facts.filter((fact) => inDays(fact.at, entry));
  const lines = rows.flatMap((fact) => (fact.kind === 'line' ? [fact] : []));
  const fit = lines.filter(
    (line) =>
      (entry.channel === null || line.channel === entry.channel) &&
      (entry.brand === null || choice.brandOf(line.sku) === entry.brand),
  );
  switch (entry.driver) {
    case 'order':
      return BigInt(new Set(fit.filter((line) => line.quantity >= 0).map((line) => line.order)).size) * unit;
    case 'line':
      return BigInt(fit.filter((line) => line.quantity >= 0).length) * unit;
    case 'return':
      return BigInt(fit.filter((line) => line.quantity < 0).length) * unit;
    case 'salesPercent':
      return fit.reduce((sum, line) => sum + micros(line.net), 0n);
    case 'kg':
      return rows.reduce((sum, fact) => sum + (fact.kind === 'parcel' ? micros(fact.kg) : 0n), 0n);
    default:
      return BigInt(rows.filter((fact) => fact.kind === entry.driver).length) * unit;
  }
}

/**
 * The profit and loss of some persons (all when none are named) over a period, added up fact by fact in whole numbers, without SQL:
 * what the warehouse's answer is held against.
 */
export function accountByHand(
  all: readonly Fact[],
  entries: readonly Entry[],
  period: Period,
  choice: Choice,
) {
  const facts = all.filter(
    (fact) =>
      fact.at >= period.from &&
      fact.at < period.until &&
      (choice.persons === undefined || choice.persons.includes(fact.person)),
  );
  const lines = facts.flatMap((fact) => (fact.kind === 'line' ? [fact] : []));
  const net = lines.reduce((sum, line) => sum + micros(line.net), 0n) * unit;
  const goods =
    lines.reduce((sum, line) => sum + micros(line.cost ?? '0') * BigInt(line.quantity), 0n) * unit;
  const amounts = entries.map((entry): [string, bigint] => {
    const volume = volumeOf(facts, entry, choice);
    if (entry.price.by === 'pool') {
      const shared = volumeOf(all, entry, choice);
      return [
        entry.id,
        (volume * ((micros(entry.price.amount) * unit * unit + shared / 2n) / shared)) / unit,
      ];
    }
    const rate = micros(entry.price.rate);
    return [entry.id, entry.driver === 'salesPercent' ? (volume * rate) / 100n : volume * rate];
  });
  const costs = amounts.reduce((sum, [, amount]) => sum + amount, 0n);
  return {
    netSales: written(net),
    profitAtMost: written(net - goods - costs),
    amounts: Object.fromEntries(amounts.map(([id, amount]) => [id, written(amount)])),
    uncosted: lines.filter((line) => line.cost === null).length,
  };
}
