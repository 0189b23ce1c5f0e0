import { z } from 'zod';
import {
  countDistinctValues,
  type DistinctValues,
  readDeclaredGenders,
  readHomeCountry,
  readRecordsOfSource,
  type SourceRecord,
} from '#identify/customers';
import { selectImports } from '#identify/sources';
import type { Clock } from '#platform/clock';
import { type Database, type DatabaseServer, inTransaction } from '#platform/database';
import { type CheckContext, checkRecord } from './check-record.ts';
import { insertFindings, type StoredFinding } from './findings.store.ts';
import { settleMendItems } from './mend-items.store.ts';
import {
  beginScan,
  findRunningScan,
  importsScanned,
  keepImportScans,
  type Measures,
  publishScan,
  saveImportScan,
} from './scans.store.ts';
import { QualitySettings, readQualitySettings, ruleSwitch } from './settings.ts';
import { countRecord, emptyTally, Tally } from './tally.ts';

export type ScanNeeds = { readonly server: Pick<DatabaseServer, 'db' | 'withLock'>; readonly clock: Clock };

/** Where an interrupted scan goes on from. */
export const ScanCursor = z.object({
  scanId: z.int(),
  after: z.int(),
  source: Tally,
  imports: z.array(z.tuple([z.int(), Tally])),
});
export type ScanCursor = z.infer<typeof ScanCursor>;

export type ScanInput = {
  readonly sourceId: number;
  readonly cursor?: ScanCursor | undefined;
  readonly signal?: AbortSignal | undefined;
  /** People looked at a turn; small enough that others get theirs. */
  readonly persons?: number | undefined;
  readonly onTurn?: (cursor: ScanCursor) => Promise<void>;
};

const usualPersons = 400;
const dayMs = 86_400_000;

/**
 * Looks at every record of a source: the latest of each person makes the board's figures and findings, those of imports not
 * looked at yet (under the settings of now) the trend. Readers see the scan before until this one is whole. Stopped at any turn,
 * it goes on from its cursor to the same figures; one scan of a source at a time.
 */
export async function scanSource(
  needs: ScanNeeds,
  input: ScanInput,
): Promise<{ scanId: number; records: number }> {
  const done = await needs.server.withLock(`identify.quality.${input.sourceId}`, async (lost) => {
    const { db } = needs.server;
    const begun = input.cursor === undefined ? undefined : await findRunningScan(db, input.cursor.scanId);
    const settings = begun?.settings ?? (await readQualitySettings(db));
    const at = begun?.startedAt ?? needs.clock.now();
    const cursor =
      begun === undefined || input.cursor === undefined
        ? await firstCursor(db, { sourceId: input.sourceId, settings, at })
        : input.cursor;
    const look = await lookerOf(db, settings, at);
    const signals = [lost, ...(input.signal === undefined ? [] : [input.signal])];
    const last = await readAll(db, { ...input, signal: AbortSignal.any(signals) }, cursor, look);
    await publish(db, { sourceId: input.sourceId, settings, at: needs.clock.now() }, last);
    return { scanId: last.scanId, records: last.source.records };
  });
  if (done === undefined) throw new Error(`The lock of source ${input.sourceId}'s scan was not given.`);
  return done;
}

async function firstCursor(
  db: Database,
  input: { readonly sourceId: number; readonly settings: QualitySettings; readonly at: Date },
): Promise<ScanCursor> {
  const { sourceId, settings } = input;
  const scanId = await beginScan(db, input);
  const known = await importsScanned(db, { sourceId, settings });
  const fresh = (await doneImports(db, sourceId)).filter((importId) => !known.has(importId));
  return {
    scanId,
    after: 0,
    source: emptyTally(),
    imports: fresh.map((importId) => [importId, emptyTally()]),
  };
}

async function doneImports(db: Database, sourceId: number): Promise<number[]> {
  const found = await selectImports(db, { sourceId, state: 'done', sort: 'newest', limit: 1000 });
  return found.filter(({ dryRun }) => !dryRun).map(({ importId }) => importId);
}

type Look = { readonly context: CheckContext; readonly freshFrom: number };

async function lookerOf(db: Database, settings: QualitySettings, at: Date): Promise<Look> {
  const genders = await readDeclaredGenders(db);
  return {
    context: {
      today: at.toISOString().slice(0, 10),
      homeCountry: await readHomeCountry(db),
      isOn: ruleSwitch(settings),
      declared: (name) => genders.get(name),
    },
    freshFrom: at.getTime() - settings.freshDays * dayMs,
  };
}

async function readAll(db: Database, input: ScanInput, from: ScanCursor, look: Look): Promise<ScanCursor> {
  let cursor = from;
  const importIds = from.imports.map(([importId]) => importId);
  for (;;) {
    input.signal?.throwIfAborted();
    const turn = await readRecordsOfSource(db, {
      sourceId: input.sourceId,
      after: cursor.after,
      persons: input.persons ?? usualPersons,
      importIds,
    });
    if (turn === undefined) return cursor;
    const findings = countTurn(turn.records, cursor, look);
    await insertFindings(db, cursor.scanId, findings);
    cursor = { ...cursor, after: turn.last };
    await input.onTurn?.(cursor);
  }
}

/** Counts the records of a turn in the cursor's tallies; answers the findings of the latest ones. */
function countTurn(records: readonly SourceRecord[], cursor: ScanCursor, look: Look): StoredFinding[] {
  const imports = new Map(cursor.imports);
  const stored: StoredFinding[] = [];
  for (const { personId, importId, line, fields, recordedAt, isCurrent } of records) {
    const found = checkRecord(fields, look.context);
    const counted = { fields, fresh: recordedAt.getTime() >= look.freshFrom };
    const brought = imports.get(importId);
    if (brought !== undefined) countRecord(brought, counted, found);
    if (!isCurrent) continue;
    countRecord(cursor.source, counted, found);
    for (const { rule, field } of found) stored.push({ personId, importId, line, rule, field });
  }
  return stored;
}

async function publish(
  db: Database,
  of: { readonly sourceId: number; readonly settings: QualitySettings; readonly at: Date },
  { scanId, source, imports }: ScanCursor,
): Promise<void> {
  const { sourceId } = of;
  const distinct = await countDistinctValues(db, { sourceId });
  const brought: Parameters<typeof saveImportScan>[1][] = [];
  for (const [importId, tally] of imports) {
    if (tally.records === 0) continue;
    const measures = measuresOf(tally, await countDistinctValues(db, { importId }));
    brought.push({ ...of, importId, records: tally.records, measures });
  }
  await inTransaction(db, async (trx) => {
    for (const one of brought) await saveImportScan(trx, one);
    await keepImportScans(trx, { sourceId, importIds: await doneImports(trx, sourceId) });
    await publishScan(trx, {
      ...of,
      scanId,
      records: source.records,
      measures: measuresOf(source, distinct),
    });
    await settleMendItems(trx, { sourceId, scanId, at: of.at });
  });
}

function measuresOf(tally: Tally, distinct: DistinctValues): Measures {
  return Object.fromEntries(
    Object.entries(tally.fields).map(([field, { filled, invalid, suspicious, fresh, rules }]) => [
      field,
      {
        filled,
        valid: filled - invalid,
        suspicious,
        distinct: distinct[field as keyof DistinctValues],
        fresh,
        rules,
      },
    ]),
  );
}
