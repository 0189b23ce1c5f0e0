import { z } from 'zod';
import { isRefusal, orThrow } from '#platform/errors';
import { type AnyJobDefinition, job } from '#platform/jobs';
import type { ImportCounts, ImportNeeds } from '../imports/import.ts';
import { runImport } from '../imports/run-import.ts';
import { clearUploads } from '../uploads/clear-uploads.ts';
import { undoImport } from '../imports/undo-import.ts';

const Payload = z.object({ importId: z.int() });

/** Importing and undoing, resumed from the last chunk after a crash. Progress is in bytes of the file as it is stored. */
export function importJobs(needs: ImportNeeds): AnyJobDefinition[] {
  return [
    job({
      kind: 'import.run',
      payload: Payload,
      maxAttempts: 5,
      run: async ({ importId }, { signal, progress }) => {
        const done = orThrow(
          await runImport(
            {
              importId,
              signal,
              onProgress: ({ bytes, bytesTotal, ...counts }) => progress(bytes, bytesTotal, countsOf(counts)),
            },
            needs,
          ),
        );
        if (done.state !== 'done')
          throw new Error(`Import ${importId} is ${done.state}. To have its lines, import its file again.`);
        return { importId, ...countsOf(done) };
      },
    }),
    job({
      kind: 'import.clear-uploads',
      payload: z.object({}),
      schedule: '40 3 * * *',
      run: async () => ({ removed: await clearUploads(needs) }),
    }),
    job({
      kind: 'import.undo',
      payload: Payload,
      // The source may be busy with a long import: with doubling waits this is about a day.
      maxAttempts: 30,
      run: async ({ importId }) => {
        const undone = await undoImport({ importId }, needs);
        // Undone by an earlier try that a crash kept from saying so.
        if (isRefusal(undone) && undone.code !== 'import-already-undone') orThrow(undone);
        return { importId };
      },
    }),
  ];
}

const countsOf = ({ read, accepted, rejected, duplicate, repeats }: ImportCounts) => ({
  read,
  accepted,
  rejected,
  duplicate,
  repeats,
});
