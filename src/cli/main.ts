import { Command, CommanderError } from 'commander';
import { addBackupCommands } from './commands/backup.ts';
import { addBouncesCommand } from './commands/bounces.ts';
import { addCampaignsCommand } from './commands/campaigns.ts';
import { addCompaniesCommand } from './commands/companies.ts';
import { addConsentsCommand } from './commands/consents.ts';
import { addCustomersCommand } from './commands/customers.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addEffectsCommand } from './commands/effects.ts';
import { addExportCommand } from './commands/export.ts';
import { addHistoryCommand } from './commands/history.ts';
import { addHouseholdsCommand } from './commands/households.ts';
import { addImportCommand } from './commands/import.ts';
import { addMatchingCommand } from './commands/matching.ts';
import { addMigrateCommand } from './commands/migrate.ts';
import { addQualityCommand } from './commands/quality.ts';
import { addScreeningCommand } from './commands/screening.ts';
import { addRequestsCommand, addRetentionCommand } from './commands/requests.ts';
import { addSegmentsCommand } from './commands/segments.ts';
import { addServeCommand } from './commands/serve.ts';
import { addUsersCommand } from './commands/users.ts';
import { addValueCommand } from './commands/value.ts';
import { CommandEnd, exitCodes } from './output.ts';

/** The command line, in the order of the method. Each command opens the program only when it runs. */
function buildProgram(): Command {
  const program = new Command('chacun')
    .description('One-to-one customer marketing: identify, differentiate, interact, evaluate.')
    .option('--data <folder>', 'where everything lives (CHACUN_DATA; default .chacun)')
    .option('--log-level <level>', 'silent, error, warn, info or debug')
    .showHelpAfterError('Run with --help to see what there is.')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      '\nExit codes: 0 done, 1 something broke, 2 refused or wrong words, 3 unavailable (in use, engine gone), 130 interrupted.',
    )
    .exitOverride();
  for (const add of [
    addServeCommand,
    addDemoCommand,
    addImportCommand,
    addCustomersCommand,
    addMatchingCommand,
    addHouseholdsCommand,
    addCompaniesCommand,
    addScreeningCommand,
    addQualityCommand,
    addConsentsCommand,
    addRequestsCommand,
    addRetentionCommand,
    addHistoryCommand,
    addSegmentsCommand,
    addValueCommand,
    addCampaignsCommand,
    addBouncesCommand,
    addEffectsCommand,
    addUsersCommand,
    addExportCommand,
    addBackupCommands,
    addDoctorCommand,
    addMigrateCommand,
  ]) {
    add(program);
  }
  return program;
}

/** Ends the process with the code of what happened; with --json, a fault is a JSON document too. */
function end(fault: unknown, json: boolean): void {
  if (fault instanceof CommanderError) {
    process.exitCode = fault.exitCode === 0 ? exitCodes.done : exitCodes.refused;
    return;
  }
  const known = fault instanceof CommandEnd;
  const message = fault instanceof Error ? fault.message : String(fault);
  process.stderr.write(`${known ? message : `Something broke: ${message}`}\n`);
  if (!known && process.env['CHACUN_LOG_LEVEL'] === 'debug' && fault instanceof Error)
    process.stderr.write(`${fault.stack}\n`);
  if (json)
    process.stdout.write(
      `${JSON.stringify({ error: { message, details: known ? fault.details : undefined } })}\n`,
    );
  process.exitCode = known ? fault.exitCode : exitCodes.broke;
}

try {
  await buildProgram().parseAsync(process.argv);
} catch (fault) {
  end(fault, process.argv.includes('--json'));
}
