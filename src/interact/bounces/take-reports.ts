import type { ReportCounts } from './api.ts';
import { readReport } from './read-report.ts';
import { type BounceNeeds, takeReport } from './take-report.ts';

/** Nothing read yet. */
export const noReports: ReportCounts = {
  ...{ read: 0, bounced: 0, complained: 0, delayed: 0, other: 0, unmatched: 0, known: 0 },
};

/** Takes reports one after another, each in a transaction of its own; answers what they came to. */
export async function takeReports(
  needs: BounceNeeds,
  messages: Iterable<Uint8Array | string>,
): Promise<ReportCounts> {
  const counts = { ...noReports };
  for (const raw of messages) {
    counts.read += 1;
    counts[await takeReport(needs, await readReport(raw))] += 1;
  }
  return counts;
}
