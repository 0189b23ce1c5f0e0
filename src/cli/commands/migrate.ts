import type { Command } from 'commander';
import { answer } from '../output.ts';
import { withOwnApp } from '../with-app.ts';

/** `chacun migrate`: brings both engines to the schema of this program; every command does it on opening. */
export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description('bring both engines to the schema of this program')
    .option('--json', 'one JSON document')
    .action(({ json }: { json?: boolean }, command: Command) =>
      withOwnApp(command, async (app) => {
        const { migrated } = app.engines;
        const text = () =>
          migrated.length === 0 ? 'Up to date.' : `Ran ${migrated.length}: ${migrated.join(', ')}.`;
        answer({ migrated }, { json: json ?? false, text });
      }),
    );
}
