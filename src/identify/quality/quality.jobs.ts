import { z } from 'zod';
import { listSources, selectImport } from '#identify/sources';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { type AnyJobDefinition, type Jobs, job } from '#platform/jobs';
import { ScanCursor, type ScanNeeds, scanSource } from './scan-source.ts';
import { lastScanId } from './scans.store.ts';

const kind = 'quality.scan';
/** Imports often come several in a row: one look after the last is enough. */
const quietSeconds = 20;
/** A cursor is written once in so many turns: a crash costs a second of work at most. */
const turnsACheckpoint = 20;

const Payload = z.object({ sourceId: z.int() });

/** The look at a source as a job: resumed from where it was, cancelled between two turns. Progress is in people. */
export function scanJob(needs: ScanNeeds): AnyJobDefinition {
  return job({
    kind,
    payload: Payload,
    maxAttempts: 3,
    run: async ({ sourceId }, { cursor, signal, checkpoint, progress }) => {
      const begun = ScanCursor.safeParse(cursor);
      const sources = await listSources(needs.server.db, { limit: 1000 });
      const people = sources.find((source) => source.sourceId === sourceId)?.persons ?? null;
      let turns = 0;
      return scanSource(needs, {
        ...{ sourceId, signal, cursor: begun.success ? begun.data : undefined },
        onTurn: async (reached) => {
          turns += 1;
          if (turns % turnsACheckpoint === 0) await checkpoint(reached);
          await progress(reached.source.records, people);
        },
      });
    },
  });
}

export type ScanAsking = {
  readonly db: Database;
  readonly clock: Clock;
  readonly jobs: Pick<Jobs, 'enqueue'>;
};

/** Asks for a look at one source or all, at once; answers the jobs. */
export async function askForScans(
  needs: ScanAsking,
  input: { readonly sourceId?: number | undefined },
): Promise<string[]> {
  const sources = await listSources(needs.db, { limit: 1000 });
  const asked = sources.filter(
    ({ sourceId, persons }) => persons > 0 && (input.sourceId === undefined || sourceId === input.sourceId),
  );
  return Promise.all(
    asked.map(({ sourceId }) => needs.jobs.enqueue(kind, { sourceId }, { key: `${kind}:${sourceId}:now` })),
  );
}

/**
 * Asks for one look soon, whatever the number of imports meanwhile. The key names the last look begun: changes before it
 * starts share one job, a change while it runs asks for one more.
 */
export async function scanSoon(needs: ScanAsking, sourceId: number): Promise<void> {
  await needs.jobs.enqueue(
    kind,
    { sourceId },
    {
      key: `${kind}:${sourceId}:after-${await lastScanId(needs.db, sourceId)}`,
      runAt: new Date(needs.clock.now().getTime() + quietSeconds * 1000),
    },
  );
}

/** As `scanSoon`, for the source of an import. */
export async function scanSourceOfImport(needs: ScanAsking, importId: number): Promise<void> {
  const found = await selectImport(needs.db, importId);
  if (found !== undefined) await scanSoon(needs, found.sourceId);
}
