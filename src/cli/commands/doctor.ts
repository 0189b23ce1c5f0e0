import type { Command } from 'commander';
import { openForRepair, openMail } from '#app';
import { findMigrations } from '../../adapters/engines/index.ts';
import { systemClock } from '../../platform/clock/index.ts';
import type { Config } from '../../platform/config/index.ts';
import { isRefusal } from '../../platform/errors/index.ts';
import { dataFolderAt } from '../../platform/files/index.ts';
import { createLog } from '../../platform/logging/index.ts';
import { type Check, checkUp, checkUpWithoutEngines } from '../../platform/operations/index.ts';
import { createRelay } from '../../platform/outbox/index.ts';
import { answer, exitCodeOf, exitCodes } from '../output.ts';
import { configOf } from '../with-app.ts';

const signs = { ok: '✓', warning: '!', failure: '✗' } as const;

/** What was looked at, and the code to end with. */
type CheckedUp = { readonly checks: readonly Check[]; readonly exitCode: number };

/** `chacun doctor`: looks at all an installation depends on and says what to mend. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check engines, versions, disk, mail settings, jobs; say what to mend')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const { checks, exitCode } = await examine(configOf(command));
      const healthy = exitCode === exitCodes.done;
      answer({ healthy, checks }, { json: json ?? false, text: () => checks.map(line).join('\n') });
      process.exitCode = exitCode;
    });
}

const line = ({ check: name, state, message, mend }: Check) =>
  `${signs[state]} ${name.padEnd(11)} ${message}${mend === '' ? '' : `\n  ${' '.repeat(11)} → ${mend}`}`;

/** Looks at everything; when the engines cannot be opened, says why and looks at what is left without them. */
export async function examine(config: Config): Promise<CheckedUp> {
  const log = createLog(config.logLevel);
  const mail = openMail(config);
  const verifyMail = config.smtpUrl === undefined ? undefined : () => mail.verify().then(throwWords);
  const engines = await openForRepair({ config, log });
  try {
    if (isRefusal(engines)) {
      const folder = dataFolderAt(config.dataFolder);
      const checks = await checkUpWithoutEngines(engines.message, { folder, verifyMail });
      return { checks, exitCode: exitCodeOf(engines) };
    }
    const relay = createRelay({ server: engines.database, warehouse: engines.warehouse, log });
    const needs = { ...engines, migrations: findMigrations(), clock: systemClock, relay, verifyMail };
    const checks = await checkUp(needs);
    const failed = checks.some(({ state }) => state === 'failure');
    return { checks, exitCode: failed ? exitCodes.broke : exitCodes.done };
  } finally {
    await mail.close();
    if (!isRefusal(engines)) await engines.close();
  }
}

function throwWords(words: string | undefined): void {
  if (words !== undefined) throw new Error(words);
}
