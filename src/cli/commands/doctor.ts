import type { Command } from 'commander';
import { openForRepair, openMail } from '#app';
import { findMigrations } from '../../adapters/engines/index.ts';
import { systemClock } from '../../platform/clock/index.ts';
import { isRefusal } from '../../platform/errors/index.ts';
import { createLog } from '../../platform/logging/index.ts';
import { type Check, checkUp } from '../../platform/operations/index.ts';
import { createRelay } from '../../platform/outbox/index.ts';
import { answer, endOn, exitCodes } from '../output.ts';
import { configOf } from '../with-app.ts';

const signs = { ok: '✓', warning: '!', failure: '✗' } as const;

/** `chacun doctor`: looks at all an installation depends on and says what to mend. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check engines, versions, disk, mail settings, jobs; say what to mend')
    .option('--json', 'one JSON document')
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const checks = await check(command);
      const failed = checks.some(({ state }) => state === 'failure');
      answer({ healthy: !failed, checks }, { json: json ?? false, text: () => checks.map(line).join('\n') });
      if (failed) process.exitCode = exitCodes.broke;
    });
}

const line = ({ check: name, state, message, mend }: Check) =>
  `${signs[state]} ${name.padEnd(11)} ${message}${mend === '' ? '' : `\n  ${' '.repeat(11)} → ${mend}`}`;

async function check(command: Command): Promise<Check[]> {
  const config = configOf(command);
  const log = createLog(config.logLevel);
  const engines = await openForRepair({ config, log });
  if (isRefusal(engines)) return endOn(engines);
  const mail = openMail(config);
  try {
    return await checkUp({
      ...engines,
      migrations: findMigrations(),
      clock: systemClock,
      relay: createRelay({ server: engines.database, warehouse: engines.warehouse, log }),
      verifyMail: config.smtpUrl === undefined ? undefined : () => mail.verify().then(throwWords),
    });
  } finally {
    await mail.close();
    await engines.close();
  }
}

function throwWords(words: string | undefined): void {
  if (words !== undefined) throw new Error(words);
}
