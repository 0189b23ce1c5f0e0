import { z } from 'zod';
import type { Jobs } from '#platform/jobs';
import type { Module } from '#platform/module';
import { mendListRoutes } from './mend-lists.routes.ts';
import { scanJob, scanSoon, scanSourceOfImport } from './quality.jobs.ts';
import { qualityRoutes } from './quality.routes.ts';
import type { ScanNeeds } from './scan-source.ts';

const Finished = z.object({ sourceId: z.int() });
const Undone = z.object({ importId: z.int() });

/** The quality of what sources say: measured after each import, drilled into, set aside to be mended. */
export function qualityModule(needs: ScanNeeds & { readonly jobs: Pick<Jobs, 'enqueue'> }): Module {
  const asking = { db: needs.server.db, clock: needs.clock, jobs: needs.jobs };
  return {
    name: 'identify/quality',
    routes: [...qualityRoutes(asking), ...mendListRoutes(asking)],
    jobs: [scanJob(needs)],
    hears: {
      'import.finished': (payload) => scanSoon(asking, Finished.parse(payload).sourceId),
      'import.undone': (payload) => scanSourceOfImport(asking, Undone.parse(payload).importId),
    },
  };
}
