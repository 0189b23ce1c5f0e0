import type { Command } from 'commander';
import { refuse } from '../../platform/errors/index.ts';
import { ask, askAndPrint } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { answer, endOn, figures } from '../output.ts';
import { withApp } from '../with-app.ts';

type Json = { json?: boolean };

/** `chacun households`: who lives with whom, and what people say of it. */
export function addHouseholdsCommand(program: Command): void {
  const households = program.command('households').description('customers who live together');
  households
    .command('list')
    .description('households of two or more, the largest first')
    .option('--search <words>', 'a member: name, e-mail, phone or card')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action(({ json, ...query }: Json & Record<string, string>, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/households', query },
        { json: json ?? false, columns: ['householdId', 'size', 'members'], empty: 'No household is found.' },
      ),
    );
  households
    .command('show <customerId>')
    .description('who lives with a customer, and what was decided')
    .option('--json', 'one JSON document')
    .action((customerId: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/customers/{customerId}/household', params: { customerId } },
        { json: json ?? false },
      ),
    );
  addDeciding(households);
}

function addDeciding(households: Command): void {
  households
    .command('decide <customerId>')
    .description('say with whom a customer lives, or that she lives alone')
    .option('--with <customerId>')
    .option('--alone')
    .option('--note <text>', 'why')
    .option('--json', 'one JSON document')
    .action(
      (
        customerId: string,
        options: Json & { with?: string; alone?: boolean; note?: string },
        command: Command,
      ) => {
        if ((options.with === undefined) === (options.alone !== true))
          endOn(refuse('invalid', 'with-whom', 'Say either --with another customer, or --alone.'));
        const body = {
          withCustomerId: options.with ?? null,
          ...(options.note === undefined ? {} : { note: options.note }),
        };
        return askAndPrint(
          command,
          { method: 'POST', path: '/api/v1/customers/{customerId}/household', params: { customerId }, body },
          { json: options.json ?? false },
        );
      },
    );
  households
    .command('undo <decisionId>')
    .description('take a decision back')
    .option('--json', 'one JSON document')
    .action((decisionId: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'DELETE', path: '/api/v1/household-decisions/{decisionId}', params: { decisionId } },
        { json: json ?? false },
      ),
    );
  households
    .command('derive')
    .description('work out every household now; done by itself after each import')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) => deriveAll(json ?? false, command));
}

function deriveAll(json: boolean, command: Command): Promise<void> {
  return withApp(command, async (app) => {
    const { jobId } = await ask<{ jobId: string }>(app, {
      method: 'POST',
      path: '/api/v1/households/derivations',
    });
    await app.start();
    const derived = await followJob(app, jobId, 'People');
    answer(derived, { json, text: () => figures(derived as Record<string, unknown>) });
  });
}
