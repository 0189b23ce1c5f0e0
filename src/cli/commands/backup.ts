import type { Command } from 'commander';
import { findMigrations } from '../../adapters/engines/index.ts';
import { createBackup, restoreBackup } from '../../platform/backup/index.ts';
import { isRefusal } from '../../platform/errors/index.ts';
import { createLog } from '../../platform/logging/index.ts';
import { openForRepair } from '#app';
import { answer, endOn, figures } from '../output.ts';
import { startProgress } from '../progress.ts';
import { configOf, withOwnApp } from '../with-app.ts';

/** `chacun backup` and `chacun restore`: both engines, the files and the secrets in one file. */
export function addBackupCommands(program: Command): void {
  program
    .command('backup <file>')
    .description('write both engines, the files and the secrets into one file (.tar.gz)')
    .option('--json', 'one JSON document')
    .action((file: string, { json }: { json?: boolean }, command: Command) =>
      withOwnApp(command, async (app) => {
        const progress = startProgress('Backup');
        const receipt = await createBackup(
          { ...app.engines, migrations: findMigrations(), clock: app.clock, log: app.log },
          { file, onProgress: ({ what, bytes }) => progress.set(bytes, null, what) },
        );
        progress.end();
        if (isRefusal(receipt)) return endOn(receipt);
        return answer(receipt, { json: json ?? false, text: () => figures(receipt) });
      }),
    );
  program
    .command('restore <file>')
    .description('make the data folder what a backup tells')
    .option('--force', 'even when it holds something already')
    .option('--json', 'one JSON document')
    .action((file: string, options: { force?: boolean; json?: boolean }, command: Command) =>
      restore(file, options, command),
    );
}

async function restore(
  file: string,
  options: { force?: boolean; json?: boolean },
  command: Command,
): Promise<void> {
  const config = configOf(command);
  const engines = await openForRepair({ config, log: createLog(config.logLevel) });
  if (isRefusal(engines)) return endOn(engines);
  try {
    const progress = startProgress('Restore');
    const receipt = await restoreBackup(
      { ...engines, migrations: findMigrations() },
      {
        file,
        force: options.force ?? false,
        onProgress: ({ what, bytes }) => progress.set(bytes, null, what),
      },
    );
    progress.end();
    if (isRefusal(receipt)) return endOn(receipt);
    return answer(receipt, { json: options.json ?? false, text: () => figures(receipt) });
  } finally {
    await engines.close();
  }
}
