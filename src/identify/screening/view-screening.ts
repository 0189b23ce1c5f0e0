import { createReadStream, existsSync } from 'node:fs';
import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import { ScreeningCounts, type ScreeningView } from './api.ts';
import { resultPath } from './run-screening.ts';
import { findScreening, listScreenings, type Screening } from './screenings.store.ts';

const shownMost = 200;

function viewOf({ files, counts, cost, createdAt, endedAt, ...rest }: Screening): ScreeningView {
  const counted = ScreeningCounts.safeParse(counts).data ?? null;
  return {
    ...rest,
    files: files.map(({ name }) => name),
    counts: counted,
    cost: cost === null ? null : trimDecimal(cost),
    costPerNew:
      cost === null || counted === null || counted.new === 0 ? null : (Number(cost) / counted.new).toFixed(4),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}

/** One screening. Refuses one there is not. */
export async function viewScreening(db: Database, screeningId: number): Promise<Outcome<ScreeningView>> {
  const found = await findScreening(db, screeningId);
  return found === undefined
    ? refuse('not-found', 'screening-not-found', `There is no screening ${screeningId}.`, { screeningId })
    : viewOf(found);
}

/** The latest screenings, newest first. */
export async function viewScreenings(db: Database) {
  const items = (await listScreenings(db, shownMost)).map(viewOf);
  return { items, nextCursor: null, total: items.length };
}

/** The result of a screening as bytes; refuses one that is not done, or whose result was cleared. */
export async function screeningResult(
  needs: { readonly db: Database; readonly folder: string },
  screeningId: number,
): Promise<Outcome<AsyncIterable<Uint8Array>>> {
  const found = await viewScreening(needs.db, screeningId);
  if ('refused' in found) return found;
  const path = resultPath(needs.folder, screeningId);
  if (found.state === 'done' && existsSync(path)) return createReadStream(path);
  return found.state === 'done'
    ? refuse('gone', 'result-cleared', 'The result was cleared after seven days: screen the files again.')
    : refuse('conflict', 'screening-not-done', `The screening is ${found.state}.`, { state: found.state });
}
