import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type App, importNeeds } from '#app';
import { importFile, type ImportReceipt, Mapping } from '#identify/sources';
import { isRefusal, refuse } from '../../platform/errors/index.ts';
import { importThere, type WantedImport } from '../import-there.ts';
import { answer, endOn, figures } from '../output.ts';
import { startProgress } from '../progress.ts';
import { withEither } from '../with-app.ts';

type ImportOptions = {
  mapping: string;
  source?: string;
  dryRun?: boolean;
  dropRepeats?: boolean;
  json?: boolean;
};

/** `chacun import FILE`: a file into history, each line accepted, rejected with a reason, or already known. */
export function addImportCommand(program: Command): void {
  program
    .command('import <file>')
    .description('import a file (CSV, fixed width, JSON lines, XLSX; gzip too) through a mapping')
    .requiredOption('--mapping <file>', 'how its columns become records; examples in examples/mappings')
    .option('--source <name>', 'another source than the mapping’s')
    .option('--dry-run', 'count and reject, store nothing')
    .option('--drop-repeats', 'leave out lines whose content occurred before in the file')
    .option('--json', 'one JSON document')
    .action((file: string, options: ImportOptions, command: Command) => run(file, options, command));
}

async function run(file: string, options: ImportOptions, command: Command): Promise<void> {
  const read = await readMapping(options.mapping);
  const mapping = options.source === undefined ? read : { ...read, source: options.source };
  const wanted = {
    ...{ file, mapping },
    dryRun: options.dryRun ?? false,
    dropRepeats: options.dropRepeats ?? false,
  };
  const receipt = await withEither(command, {
    own: (app) => importHere(app, wanted),
    served: (access) => importThere(access, wanted),
  });
  answer(receipt, { json: options.json ?? false, text: () => figures(receipt) });
}

async function importHere(app: App, wanted: WantedImport): Promise<ImportReceipt> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const progress = startProgress('Import');
  const receipt = await importFile(
    { ...wanted, signal: stop.signal },
    importNeeds(app),
    ({ bytes, bytesTotal, read, rejected }) =>
      progress.set(bytes, bytesTotal, `${read} lines, ${rejected} rejected`),
  );
  progress.end();
  if (isRefusal(receipt)) return endOn(receipt);
  await app.relay.flush();
  await app.start();
  await app.jobs.drain();
  return receipt;
}

async function readMapping(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch(() =>
    endOn(refuse('not-found', 'no-such-mapping', `There is no mapping file ${path}.`)),
  );
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (fault) {
    return endOn(
      refuse(
        'invalid',
        'mapping-not-json',
        `${path} is not JSON: ${fault instanceof Error ? fault.message : ''}`,
      ),
    );
  }
  const parsed = Mapping.safeParse(document);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return endOn(refuse('invalid', 'bad-mapping', `${path} is no mapping. ${faults.join('; ')}`, { faults }));
}
