import { setTimeout as pause } from 'node:timers/promises';
import type { ErasedCounts, PersonalData, Subject } from '#identify/customers';
import { withSources } from '#identify/sources';
import type { Clock } from '#platform/clock';
import { type Database, type DatabaseServer, inTransaction, sql } from '#platform/database';
import type { Log } from '#platform/logging';
import { withOutboxDrained } from '#platform/outbox';
import type { Warehouse } from '#platform/warehouse';
import { readWholeSubject } from './begin-erasure.ts';
import { listErasures } from './erasure-list.ts';
import { addCounts, type Erasure, endErasures, readErasures, saveSubject } from './erasures.store.ts';

/** What erasing is made of. `holders` are all modules that hold personal data, customers last. */
export type ErasureNeeds = {
  readonly database: DatabaseServer;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly log: Log;
  readonly holders: readonly PersonalData[];
  /** The file that lists erasures, outside of what a backup holds. */
  readonly listFile: string;
};

const erasureLock = 'chacun:erasure';

/**
 * Erases, from both engines and the files, the people whose erasure was begun: PostgreSQL in one transaction, then what
 * was on its way to the warehouse, the warehouse, the files. Every step bears being done again: cut off anywhere, run it
 * again. One at a time in the whole installation, and not while files of the same sources are imported.
 */
export async function runErasures(
  needs: ErasureNeeds,
  erasureIds: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const { database } = needs;
  await database.withLock(erasureLock, async () => {
    const open = (await readErasures(database.db, erasureIds)).filter(({ state }) => state === 'running');
    if (open.length === 0) return;
    const sources = open.flatMap(({ subject }) => subject?.keys.map((key) => key.sourceId) ?? []);
    await withSources(database, sources, signal, () => eraseAll(needs, open));
  });
}

async function eraseAll(needs: ErasureNeeds, open: readonly Erasure[]): Promise<void> {
  const { database, clock } = needs;
  const subjects: Subject[] = [];
  for (const erasure of open) subjects.push(await lookAgain(database.db, erasure));
  const subject = togetherOf(subjects);
  const ids = open.map(({ erasureId }) => erasureId);
  const written = await eraseInPostgres(needs, subject, ids);
  // Whoever had read her before may still be writing what was read (a campaign being planned): wait for them, then once more.
  await untilOlderEnded(database.db, written);
  await eraseInPostgres(needs, subject, ids);
  const elsewhere = await withOutboxDrained(needs, () =>
    inTurn(needs.holders, (holder) => holder.eraseElsewhere?.(subject)),
  );
  await listErasures(needs);
  await inTransaction(database.db, async (trx) => {
    await addCounts(trx, ids, elsewhere);
    await endErasures(trx, ids, clock.now());
  });
}

/** What is found of her now, together with what was found before a part of it was erased. */
async function lookAgain(db: Database, erasure: Erasure): Promise<Subject> {
  const { erasureId, customerId, personIds } = erasure;
  const now = await readWholeSubject(db, { customerId, personIds });
  const known = erasure.subject ?? now;
  const subject = togetherOf([known, now]);
  await saveSubject(db, erasureId, subject);
  return subject;
}

/** Several subjects erased at once. */
function togetherOf(subjects: readonly Subject[]): Subject {
  const unique = <T>(items: readonly T[]): T[] => [
    ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
  ];
  return {
    customerId: subjects[0]?.customerId ?? 0,
    personIds: unique(subjects.flatMap((one) => one.personIds)),
    keys: unique(subjects.flatMap((one) => one.keys)),
    emails: unique(subjects.flatMap((one) => one.emails)),
    cards: unique(subjects.flatMap((one) => one.cards)),
    told: unique(subjects.flatMap((one) => one.told)),
    importIds: unique(subjects.flatMap((one) => one.importIds)),
  };
}

/** Answers the number of the transaction that erased. */
function eraseInPostgres(
  { database, holders, clock }: ErasureNeeds,
  subject: Subject,
  erasureIds: readonly string[],
): Promise<string> {
  return inTransaction(database.db, async (trx) => {
    const at = clock.now();
    const counts = await inTurn(holders, (holder) => holder.erase?.(trx, subject, at));
    await addCounts(trx, erasureIds, counts);
    const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(trx);
    return rows[0]?.id ?? '0';
  });
}

async function inTurn(
  holders: readonly PersonalData[],
  ask: (holder: PersonalData) => Promise<ErasedCounts> | undefined,
): Promise<ErasedCounts> {
  const counts: Record<string, number> = {};
  for (const holder of holders)
    for (const [name, count] of Object.entries((await ask(holder)) ?? {}))
      counts[name] = (counts[name] ?? 0) + count;
  return counts;
}

const [lookMs, longestMs] = [50, 120_000];

async function untilOlderEnded(db: Database, transaction: string): Promise<void> {
  for (let waited = 0; waited < longestMs; waited += lookMs) {
    const { rows } = await sql<{ ended: boolean }>`
      select pg_snapshot_xmin(pg_current_snapshot()) > ${transaction}::xid8 as ended`.execute(db);
    if (rows[0]?.ended === true) return;
    await pause(lookMs);
  }
  throw new Error(
    'A transaction begun before the erasure has not ended in two minutes; the erasure waits for it.',
  );
}
