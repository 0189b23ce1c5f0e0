import { saveOutsideCampaigns, saveOutsideCoupons, saveProducts } from '#identify/catalogue';
import { recordConsents } from '#identify/consent';
import { type AbsorbedPerson, absorbPeople, refreshCustomers } from '#identify/customers';
import type { Database, DatabaseTransaction } from '#platform/database';
import { campaignOf, consentOf, couponOf, personOf, productOf } from './chunk-records.ts';
import { finishChunks, insertChunk, insertRejects } from './chunks.store.ts';
import type { Decisions } from './decide-lines.ts';
import { factKinds } from './fact-kinds.ts';
import type { Import } from './import.ts';
import { addErasedLines, addImportCounts } from './imports.store.ts';
import type { ParsedChunk } from './parse-chunk.ts';

/** A chunk whose every line is decided. */
export type DecidedChunk = {
  readonly import: Import;
  readonly chunk: number;
  readonly parsed: ParsedChunk;
  readonly decisions: Decisions;
  /** Number of the last chunk that is in the warehouse. */
  readonly written: number;
};

/** What an import remembers between chunks, so as not to ask or say the same again; both bounded. */
export type SaidBefore = {
  readonly persons: Map<string, number>;
  readonly products: Map<string, string>;
};

const remembered = 200_000;
const peopleACall = 50_000;

/**
 * Stores in one transaction all that PostgreSQL holds of a chunk: people, customers derived anew, consents, products,
 * campaigns, coupons, refused lines, counts, and the chunk itself as planned. Marks those up to `written` as done.
 */
export async function planChunk(
  db: Database,
  decided: DecidedChunk,
  before: SaidBefore,
  at: Date,
): Promise<void> {
  const {
    import: { importId, options },
    chunk,
    parsed,
    decisions,
  } = decided;
  await db.transaction().execute(async (trx) => {
    if (!options.dryRun) await storeRecords(trx, decided, before, at);
    await insertRejects(trx, importId, chunk, parsed.rejects);
    await finishChunks(trx, importId, decided.written);
    const { firstLine, lastLine } = parsed;
    await insertChunk(trx, importId, { chunk, firstLine, lastLine, ...decisions.counts });
    await addImportCounts(trx, importId, decisions.counts);
    await addErasedLines(trx, importId, linesOfErased(decided, before));
  });
}

async function storeRecords(
  trx: DatabaseTransaction,
  decided: DecidedChunk,
  before: SaidBefore,
  at: Date,
): Promise<void> {
  const {
    import: { importId, sourceId, sourceName },
    chunk,
    parsed,
  } = decided;
  const records = sorted(decided);
  const persons = await absorb(trx, decided, peopleOf(decided, records.person), before, at);
  const consents = records.consent.flatMap(({ record, at: [index = 0] }) => {
    const { personKey, ...consent } = consentOf(record, parsed.lines[index] ?? 0, sourceName);
    const personId = persons(personKey);
    return personId === 0 ? [] : [{ personId, ...consent }];
  });
  await recordConsents(trx, { importId, chunk, at, consents });
  const products = unsaid(
    records.product.map(({ record }) => productOf(record)),
    before.products,
  );
  await saveProducts(trx, { importId, at, products });
  const campaigns = records.campaign.map(({ record }) => campaignOf(record));
  await saveOutsideCampaigns(trx, { sourceId, importId, at, campaigns });
  const coupons = records.coupon.map(({ record }) => couponOf(record));
  await saveOutsideCoupons(trx, { sourceId, importId, coupons });
}

type Records = ParsedChunk['records'][number][];

/** The records of accepted lines, by kind. */
function sorted({ parsed, decisions }: DecidedChunk) {
  const by = {
    person: [] as Records,
    consent: [] as Records,
    product: [] as Records,
    campaign: [] as Records,
    coupon: [] as Records,
  };
  for (const entry of parsed.records) {
    const { kind } = entry.record;
    if (kind in by && entry.at.some((at) => decisions.accepted[at] === 1))
      by[kind as keyof typeof by].push(entry);
  }
  return by;
}

/** Everybody the accepted lines speak of: once for each record, once when only mentioned. */
function peopleOf(decided: DecidedChunk, records: Records): AbsorbedPerson[] {
  const { parsed } = decided;
  const people = records.map(({ record, at: [at = 0] }) => personOf(record, parsed.lines[at] ?? 0));
  const told = new Set(people.map((person) => person.sourceKey));
  for (const sourceKey of mentionedKeys(decided))
    if (!told.has(sourceKey)) people.push({ sourceKey, line: 0 });
  return people;
}

/** The source's keys of everybody the facts and consents of accepted lines are about. */
export function mentionedKeys({
  parsed,
  decisions: { accepted },
}: Pick<DecidedChunk, 'parsed' | 'decisions'>): Set<string> {
  const keys = new Set<string>();
  for (const kind of Object.keys(factKinds) as (keyof typeof factKinds)[]) {
    const { at, whose, persons } = parsed.facts[kind];
    const spoken = new Uint8Array(persons.length);
    for (let fact = 0; fact < at.length; fact += 1)
      if (accepted[at[fact] ?? 0] === 1) spoken[whose[fact] ?? 0] = 1;
    for (const [index, key] of persons.entries()) if (spoken[index] === 1 && key !== '') keys.add(key);
  }
  for (const {
    at: [at = 0],
    record,
  } of parsed.records)
    if (record.kind === 'consent' && accepted[at] === 1) keys.add(record.values[0] ?? '');
  return keys;
}

/** How many accepted lines are about people who were erased. */
function linesOfErased({ parsed, decisions: { accepted } }: DecidedChunk, { persons }: SaidBefore): number {
  const lines = new Set<number>();
  const note = (key: string, at: number) => {
    if (accepted[at] === 1 && persons.get(key) === 0) lines.add(at);
  };
  for (const kind of Object.keys(factKinds) as (keyof typeof factKinds)[]) {
    const facts = parsed.facts[kind];
    if (!facts.persons.some((key) => persons.get(key) === 0)) continue;
    for (const [fact, at] of facts.at.entries()) note(facts.persons[facts.whose[fact] ?? 0] ?? '', at);
  }
  for (const { record, at } of parsed.records)
    if (record.kind === 'person' || record.kind === 'consent')
      for (const line of at) note(record.values[0] ?? '', line);
  return lines.size;
}

async function absorb(
  trx: DatabaseTransaction,
  decided: DecidedChunk,
  people: readonly AbsorbedPerson[],
  before: SaidBefore,
  at: Date,
): Promise<(sourceKey: string) => number> {
  const {
    import: { importId, sourceId },
    chunk,
  } = decided;
  if (before.persons.size > remembered) before.persons.clear();
  const unknown = people.filter(
    (person) => person.fields !== undefined || !before.persons.has(person.sourceKey),
  );
  const personIds = new Set<number>();
  for (let from = 0; from < unknown.length; from += peopleACall) {
    const part = unknown.slice(from, from + peopleACall);
    for (const [key, id] of await absorbPeople(trx, { sourceId, importId, chunk, at, people: part })) {
      if (id !== 0) personIds.add(id);
      before.persons.set(key, id);
    }
  }
  await refreshCustomers(trx, { personIds: [...personIds], at });
  return (sourceKey) => {
    const id = before.persons.get(sourceKey);
    if (id === undefined) throw new Error(`The person of a line of import ${importId} was not stored.`);
    return id;
  };
}

type Product = ReturnType<typeof productOf>;

/** The products of which this import has not said the very same last time it spoke of them. */
function unsaid(products: readonly Product[], said: Map<string, string>): Product[] {
  if (said.size > remembered) said.clear();
  return products.filter((product) => {
    const text = JSON.stringify(product);
    if (said.get(product.sku) === text) return false;
    said.set(product.sku, text);
    return true;
  });
}
