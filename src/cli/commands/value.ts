import type { Command } from 'commander';
import type { ValueOverview } from '#differentiate/value/api';
import { ask, askAndPrint } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { answer, figures } from '../output.ts';
import { tellOverview } from '../tell-value.ts';
import { withApp } from '../with-app.ts';
import { addContractCommands } from './value-contracts.ts';
import { addValueFitCommand } from './value-fit.ts';
import { addLifetimeCommands } from './value-lifetime.ts';
import { addPortfolioCommands } from './value-portfolio.ts';
import { addPotentialCommands } from './value-potential.ts';
import { addProfitCommands } from './value-profit.ts';
import { addQuestionsCommand } from './value-questions.ts';

/** `chacun value`: what customers are worth. */
export function addValueCommand(program: Command): void {
  const value = program.command('value').description('what customers are worth: RFM, ABC, ranks');
  addValueFitCommand(value);
  addLifetimeCommands(value);
  addProfitCommands(value);
  addContractCommands(value);
  addPotentialCommands(value);
  addPortfolioCommands(value);
  addQuestionsCommand(value);
  value
    .command('refresh')
    .description('compute the values anew; done by itself after each import')
    .option('--json', 'one JSON document')
    .action(({ json }: { json?: boolean }, command: Command) =>
      withApp(command, async (app) => {
        const { jobId } = await ask<{ jobId: string }>(app, {
          method: 'POST',
          path: '/api/v1/value/refresh',
          body: {},
        });
        await app.start();
        const result = await followJob(app, jobId, 'Values');
        answer(result, {
          json: json ?? false,
          text: () => figures((result ?? {}) as Record<string, unknown>),
        });
      }),
    );
  value
    .command('overview')
    .description('pyramid, classes, RFM cells and concentration')
    .option('--json', 'one JSON document')
    .action(({ json }: { json?: boolean }, command: Command) =>
      withApp(command, async (app) => {
        const reply = await ask<ValueOverview>(app, { method: 'GET', path: '/api/v1/value/overview' });
        answer(reply, { json: json ?? false, text: () => tellOverview(reply) });
      }),
    );
  value
    .command('customer <customerId>')
    .description('the value of one customer')
    .option('--json', 'one JSON document')
    .action((id: string, { json }: { json?: boolean }, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/value/customers/{id}', params: { id } },
        { json: json ?? false },
      ),
    );
}
