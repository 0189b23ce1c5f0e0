import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { PersonalData, Subject } from '#identify/customers';
import { resultsFolder } from './run-screening.ts';

/** Results with a line that tells of her go whole: they only wait some days to be taken away, and a screening can be run again. */
export function screeningData({ folder }: { readonly folder: string }): PersonalData {
  return {
    name: 'identify/screening',
    eraseElsewhere: async (subject) => {
      let results = 0;
      for (const name of await readdir(resultsFolder(folder)).catch(none)) {
        const path = join(resultsFolder(folder), name);
        if (!name.endsWith('.csv') || !(await tells(path, subject))) continue;
        await rm(path, { force: true });
        results += 1;
      }
      return { screening_results: results };
    },
  };
}

/** Nothing was ever screened here. */
function none(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

/** By her number, whatever the file says of her, or by her words where she was not recognised. */
async function tells(path: string, { told, customerId, personIds }: Subject): Promise<boolean> {
  const known = new RegExp(`;(?:known|excluded);[a-z]*;(?:${[customerId, ...personIds].join('|')});`);
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    const text = line.toLowerCase();
    if (known.test(text)) return true;
    if (told.some((words) => words.every((word) => text.includes(word)))) return true;
  }
  return false;
}
