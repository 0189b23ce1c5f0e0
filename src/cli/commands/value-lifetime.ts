import type { Command } from 'commander';
import type { LifetimeOverview, RecencyValue } from '#differentiate/lifetime/api';
import { ask, askAndPrint } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { addKeptDate, atKeptDate } from '../kept-date.ts';
import { answer, figures } from '../output.ts';
import { tellForecast, tellRecency } from '../tell-value.ts';
import { withApp } from '../with-app.ts';

type Json = { json?: boolean };

/** `chacun value forecast …`: what customers will probably bring. */
export function addLifetimeCommands(value: Command): void {
  value
    .command('forecast')
    .description('what the base will probably bring, and how well the forecast did on days held out')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const reply = await ask<LifetimeOverview>(app, { method: 'GET', path: '/api/v1/lifetime/overview' });
        answer(reply, { json: json ?? false, text: () => tellForecast(reply) });
      }),
    );
  addKeptDate(
    value
      .command('recency')
      .description('what customers will probably bring by the months since their last purchase'),
  )
    .option('--json', 'one JSON document')
    .action(({ json, ...words }: Json & Record<string, string>, command: Command) =>
      withApp(command, async (app) => {
        const query = await atKeptDate(app, words);
        const reply = await ask<RecencyValue>(app, {
          ...{ method: 'GET', path: '/api/v1/lifetime/recency', query },
        });
        answer(reply, { json: json ?? false, text: () => tellRecency(reply) });
      }),
    );
  value
    .command('forecast-of <customerId>')
    .description('what one customer will probably bring, and why')
    .option('--json', 'one JSON document')
    .action((id: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/lifetime/customers/{id}', params: { id } },
        { json: json ?? false },
      ),
    );
  value
    .command('fits')
    .description('fits of the models, the newest first')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/lifetime/fits' },
        { json: json ?? false, columns: ['fitId', 'asOf', 'currency', 'refusal'], empty: 'No fit yet.' },
      ),
    );
  value
    .command('refit')
    .description('fit the models to the history again, then forecast everyone')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const { jobId } = await ask<{ jobId: string }>(app, {
          ...{ method: 'POST', path: '/api/v1/lifetime/fit', body: {} },
        });
        await app.start();
        const result = await followJob(app, jobId, 'Fit');
        const shown = (result ?? {}) as Record<string, unknown>;
        answer(result, { json: json ?? false, text: () => figures(shown) });
      }),
    );
}
