import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ImportNeeds,
  type ImportReceipt,
  importFile,
  Mapping,
  type OnProgress,
} from '#identify/sources';
import { createEvents } from '#platform/events';
import { standingClock } from '#platform/clock';
import { orThrow } from '#platform/errors';
import type { TestEngines } from './engines.ts';

/** What importing needs, on a test's engines; events are said to nobody. */
export function importNeeds(engines: Pick<TestEngines, 'database' | 'warehouse' | 'folder'>): ImportNeeds {
  const events = createEvents({
    jobs: { enqueue: () => Promise.reject(new Error('nobody hears')) },
    hearers: () => [],
  });
  return { ...engines, events, clock: standingClock('2026-11-22T08:00:00Z') };
}

/** A mapping of examples/mappings. */
export function exampleMapping(name: string): Mapping {
  return Mapping.parse(JSON.parse(readFileSync(`examples/mappings/${name}.json`, 'utf8')));
}

/** A file of the real data sets, or undefined where they are not at hand: the test is then skipped. */
export function realData(path: string): string | undefined {
  const file = join('../shared/data', path);
  return existsSync(file) ? file : undefined;
}

/** Imports a file and answers its receipt without the time it took. Throws when it is refused. */
export async function importAll(
  needs: ImportNeeds,
  file: string,
  mapping: Mapping,
  options: { dryRun?: boolean; dropRepeats?: boolean } = {},
  onProgress?: OnProgress,
): Promise<Omit<ImportReceipt, 'seconds'>> {
  const { seconds: _, ...receipt } = orThrow(
    await importFile({ file, mapping, ...options }, needs, onProgress),
  );
  return receipt;
}
