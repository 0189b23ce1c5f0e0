import type { Command } from 'commander';
import { ask, askAndPrint } from '../ask-route.ts';
import { answer, figures } from '../output.ts';
import { startProgress } from '../progress.ts';
import { withApp } from '../with-app.ts';
import { readJson } from './segments.ts';

type Output = { json?: boolean };

/** `chacun campaigns`: written, checked, launched, followed. */
export function addCampaignsCommand(program: Command): void {
  const campaigns = program
    .command('campaigns')
    .description('e-mail campaigns: list, create, preview, launch, pause, cancel');
  const json = ['--json', 'one JSON document'] as const;
  const columns = ['campaignId', 'name', 'state', 'launchedAt', 'holdoutShare'];
  campaigns
    .command('list')
    .option('--search <text>')
    .option('--state <state>')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option(...json)
    .action(({ json: asJson, ...query }: Output & Record<string, string>, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/campaigns', query },
        { json: asJson ?? false, columns, empty: 'No campaign yet.' },
      ),
    );
  campaigns
    .command('create')
    .requiredOption('--file <json or file>', 'the draft: name, audience, content, holdoutShare …')
    .option(...json)
    .action(async (options: Output & { file: string }, command: Command) =>
      askAndPrint(
        command,
        { method: 'POST', path: '/api/v1/campaigns', body: await readJson(options.file) },
        { json: options.json ?? false },
      ),
    );
  for (const act of ['pause', 'cancel'] as const) {
    campaigns
      .command(`${act} <campaignId>`)
      .option(...json)
      .action((id: string, options: Output, command: Command) =>
        askAndPrint(
          command,
          { method: 'POST', path: `/api/v1/campaigns/{id}/${act}`, params: { id } },
          { json: options.json ?? false },
        ),
      );
  }
  for (const act of ['launch', 'resume'] as const) {
    campaigns
      .command(`${act} <campaignId>`)
      .description(`${act} and send until nothing is left to send`)
      .option(...json)
      .action((id: string, options: Output, command: Command) => sendOut(act, id, options, command));
  }
  campaigns
    .command('show <campaignId>')
    .description('the campaign and its counts by state and reason')
    .option(...json)
    .action((id: string, options: Output, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/campaigns/{id}/progress', params: { id } },
        { json: options.json ?? false },
      ),
    );
  campaigns
    .command('why <campaignId> <customerId>')
    .description('why a customer got it, or did not')
    .option(...json)
    .action((id: string, customerId: string, options: Output, command: Command) =>
      askAndPrint(
        command,
        {
          method: 'GET',
          path: '/api/v1/campaigns/{id}/customers/{customerId}/why',
          params: { id, customerId },
        },
        { json: options.json ?? false },
      ),
    );
}

type Running = { state: string; trouble: string | null };

/** States in which a campaign has messages left to plan or to send. */
const underway: ReadonlySet<string> = new Set(['planning', 'sending']);

function sendOut(act: 'launch' | 'resume', id: string, options: Output, command: Command): Promise<void> {
  return withApp(command, async (app) => {
    await ask(app, { method: 'POST', path: `/api/v1/campaigns/{id}/${act}`, params: { id } });
    const look = () =>
      ask<Running & Record<string, unknown>>(app, {
        method: 'GET',
        path: '/api/v1/campaigns/{id}/progress',
        params: { id },
      });
    const progress = startProgress('Sending');
    await app.settle(async () => {
      const { state, trouble } = await look();
      return trouble !== null || !underway.has(state);
    });
    progress.end();
    const told = await look();
    answer(told, { json: options.json ?? false, text: () => figures(told) });
  });
}
