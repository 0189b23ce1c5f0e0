import { type Database, sql } from '../database/index.ts';
import type { OutboxLag } from '../outbox/index.ts';
import { type Finding, ok, warning } from './check.ts';

const outboxSecondsMax = 300;

/** No job has been given up. */
export async function checkFailedJobs(db: Database): Promise<Finding> {
  const { rows } = await sql<{ kind: string; jobs: number }>`
    select kind, count(*)::int as jobs from platform.job where state = 'failed' group by kind order by kind`.execute(
    db,
  );
  if (rows.length === 0) return ok('no job has been given up');
  const list = rows.map((row) => `${row.kind} (${row.jobs})`).join(', ');
  return warning(
    `Jobs were given up: ${list}`,
    'Read their errors in the list of jobs; retry or cancel them there.',
  );
}

/** What is written reaches the warehouse. */
export function checkOutbox(lag: OutboxLag): Finding {
  if (lag.setAside > 0)
    return warning(
      `The warehouse refused ${lag.setAside} rows; they are set aside in platform.outbox_refused with the reason`,
      'Mend what the reason says, then send them again.',
    );
  if (lag.oldestSeconds > outboxSecondsMax)
    return warning(
      `${lag.rows} rows wait for the warehouse, the oldest for ${Math.round(lag.oldestSeconds / 60)} minutes`,
      'Check that chacun serve runs and that ClickHouse takes writes.',
    );
  return ok(lag.rows === 0 ? 'nothing waits for the warehouse' : `${lag.rows} rows on their way`);
}
