import { chance, namedStream, uniform } from '#analytics/random';
import { MINUTES_PER_DAY } from './calendar.ts';
import { SOURCES, type Market, type Source } from './market.ts';
import type { Person } from './person.ts';
import { checkDigit } from './products.ts';
import { purchasesOf, type Purchase } from './purchases.ts';
import { scramble, unscramble } from './scramble.ts';

/** One line of a source's people file: a person as that source knows them. */
export interface SourceRecord {
  readonly source: Source;
  readonly key: string;
  /** 0 for the person's first record in the source, 1 for a duplicate. */
  readonly slot: number;
  readonly createdDay: number;
}

/** A purchase with the record it was made under. */
export interface RecordedPurchase extends Purchase {
  readonly record: SourceRecord;
}

export interface Dossier {
  readonly person: Person;
  readonly records: readonly SourceRecord[];
  /** Purchases before the moment asked for. After `until` nobody makes new records: such a purchase goes to an old one. */
  readonly purchases: readonly RecordedPurchase[];
}

/**
 * The records of a person and their purchases before a moment. A source knows a person from their first purchase there
 * (a prospect from registering); some get a second record later, which most of their later purchases are made under.
 */
export function dossierOf(market: Market, person: Person, before: number): Dossier {
  const all: Purchase[] = [];
  for (const purchase of purchasesOf(market, person)) {
    if (purchase.moment >= before) break;
    all.push(purchase);
  }
  const records = recordsOf(market, person, all);
  const purchases = all.map((purchase) => ({ ...purchase, record: recordFor(records, purchase) }));
  return { person, records, purchases };
}

function recordsOf(market: Market, person: Person, purchases: readonly Purchase[]): SourceRecord[] {
  const known = new Map<Source, number>();
  if (person.process.prospect) {
    const register = namedStream(person.random, 'register');
    known.set(chance(register, 0.7) ? 'web' : 'shop', person.process.enteredDay);
  }
  for (const { source, moment } of purchases) {
    const day = Math.floor(moment / MINUTES_PER_DAY);
    if (day < market.untilDay && !known.has(source)) known.set(source, day);
  }
  const records: SourceRecord[] = [];
  const random = namedStream(person.random, 'duplicates');
  for (const source of SOURCES) {
    const doubles = chance(random, market.parameters.duplicateShare[source]);
    const whenDoubled = uniform(random);
    const createdDay = known.get(source);
    if (createdDay === undefined) continue;
    records.push({ source, key: recordKey(market, source, person.index, 0), slot: 0, createdDay });
    if (!doubles) continue;
    const later = createdDay + Math.floor(whenDoubled * (market.untilDay - createdDay));
    records.push({ source, key: recordKey(market, source, person.index, 1), slot: 1, createdDay: later });
  }
  return records;
}

function recordFor(
  records: readonly SourceRecord[],
  { source, moment, usesLaterRecord }: Purchase,
): SourceRecord {
  const day = Math.floor(moment / MINUTES_PER_DAY);
  const mine = records.filter((record) => record.source === source);
  const later = mine.find(({ slot, createdDay }) => slot === 1 && createdDay <= day);
  return (usesLaterRecord ? later : undefined) ?? mine[0] ?? (records[0] as SourceRecord);
}

/** Card `29` + nine digits + 0 + check digit in the shop, `C` + nine digits on the web, nine digits on the phone. */
function recordKey(market: Market, source: Source, person: number, slot: number): string {
  const digits = String(scramble(market.keys[source], person * 2 + slot)).padStart(9, '0');
  if (source === 'web') return `C${digits}`;
  if (source === 'phone') return digits;
  const card = `29${digits}0`;
  return card + checkDigit(card);
}

/** Whose record a source key is, from the truth; undefined for a key this market cannot have given. O(1). */
export function personOf(market: Market, source: Source, key: string): number | undefined {
  const shape = { shop: /^29(\d{9})0\d$/, web: /^C(\d{9})$/, phone: /^(\d{9})$/ }[source];
  const digits = Number(shape.exec(key)?.[1] ?? Number.NaN);
  if (!(digits < market.keys[source].modulus)) return undefined;
  const value = unscramble(market.keys[source], digits);
  const person = Math.floor(value / 2);
  return person < market.people && recordKey(market, source, person, value % 2) === key ? person : undefined;
}
