import type { Command } from 'commander';
import type { ActReply, QueueReply, StatusReply } from '#identify/review/api';
import type { z } from 'zod';
import { ask, askAndPrint } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { answer, CommandEnd, exitCodes, figures, table } from '../output.ts';
import type { Program } from '../program.ts';
import { withApp } from '../with-app.ts';

type Json = { json?: boolean };
type Noted = Json & { note?: string };

/** `chacun matching run|status|review|…`: who is who in the base, as the screens and the API have it. */
export function addReviewCommands(matching: Command): void {
  addRun(matching);
  addStatus(matching);
  addReview(matching);
  addDeciding(matching);
  addByHand(matching);
  addInBulk(matching);
}

function addRun(matching: Command): void {
  matching
    .command('run')
    .description('match whoever changed; done by itself after each import')
    .option('--learn', 'learn a new model on everybody first')
    .option('--json', 'one JSON document')
    .action(({ json, learn }: Json & { learn?: boolean }, command: Command) =>
      withApp(command, async (app) => {
        const { jobId } = await ask<{ jobId: string }>(app, {
          method: 'POST',
          path: '/api/v1/matching/runs',
          body: { learn: learn ?? false },
        });
        await app.start();
        const done = (await followJob(app, jobId, 'Persons')) as Record<string, unknown>;
        answer(done, { json: json ?? false, text: () => figures(done) });
      }),
    );
}

function addStatus(matching: Command): void {
  matching
    .command('status')
    .description('the model in force, who is still to be matched, what waits to be looked at')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const status = await ask<StatusReply>(app, { method: 'GET', path: '/api/v1/matching' });
        const { settings, model, queue, persons, customers, pending, unsettled } = status;
        const shown = {
          ...{ matching: settings.on ? 'on' : 'off', ...settings, persons, customers },
          model:
            model === null ? 'none yet' : `${model.modelId}, learnt ${model.learntAt} on ${model.persons}`,
          ...{ pending, unsettled, doubtful: queue.doubtful, contradictions: queue.contradiction },
        };
        answer(status, { json: json ?? false, text: () => figures(shown) });
      }),
    );
  matching
    .command('quality')
    .description('how many pairs are joined rightly, and found, from what people decided')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      askAndPrint(command, { method: 'GET', path: '/api/v1/matching/quality' }, { json: json ?? false }),
    );
}

function addReview(matching: Command): void {
  matching
    .command('review')
    .description('pairs that somebody should look at')
    .option('--kind <kind>', 'doubtful, contradiction or joined (a sample to check)')
    .option('--order <order>', 'worth (sales at stake × doubt), value, doubt or newest')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action(
      (
        { json, ...query }: Json & Record<'kind' | 'order' | 'cursor' | 'limit', string | undefined>,
        command: Command,
      ) =>
        withApp(command, async (app) => {
          const path = '/api/v1/matching/queue';
          const queue = await ask<z.infer<typeof QueueReply>>(app, { method: 'GET', path, query });
          const nameOf = ({ fields }: (typeof queue.items)[number]['sides'][number]) =>
            [fields['givenName'], fields['familyName'], fields['city']].filter(Boolean).join(' ');
          const rows = queue.items.map(({ low, high, probability, stake, sides }) => ({
            ...{ low, high, probability: probability.toFixed(3) },
            ...{ one: nameOf(sides[0]), other: nameOf(sides[1]) },
            'at stake': stake === null ? null : `${stake.netSales} ${stake.currency}`,
          }));
          const more = queue.nextCursor === null ? '' : `\n… more: --cursor ${queue.nextCursor}`;
          const text = () => (rows.length === 0 ? 'No pair waits.' : table(rows) + more);
          answer(queue, { json: json ?? false, text });
        }),
    );
  matching
    .command('pair <low> <high>')
    .description('two records side by side, with what each field weighs')
    .option('--json', 'one JSON document')
    .action((low: string, high: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/matching/pairs/{low}/{high}', params: { low, high } },
        { json: json ?? false },
      ),
    );
}

function addDeciding(matching: Command): void {
  matching
    .command('decide <low> <high> <verdict>')
    .description('whether two records are one person: same, different or unsure')
    .option('--note <words>')
    .option('--json', 'one JSON document')
    .action((low: string, high: string, verdict: string, { json, note }: Noted, command: Command) =>
      askAndPrint(
        command,
        { method: 'POST', path: '/api/v1/matching/decisions', body: { low, high, verdict, note } },
        { json: json ?? false },
      ),
    );
  matching
    .command('accept')
    .description('decide all doubtful pairs from a probability on to be one person')
    .requiredOption('--from <probability>', 'from 0.5', Number)
    .option('--note <words>')
    .option('--json', 'one JSON document')
    .action(({ json, from, note }: Noted & { from: number }, command: Command) =>
      askAndPrint(
        command,
        { method: 'POST', path: '/api/v1/matching/accept', body: { from, note } },
        { json: json ?? false },
      ),
    );
  matching
    .command('undo [act]')
    .description('take back an act, or the last one')
    .option('--json', 'one JSON document')
    .action((act: string | undefined, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        act === undefined
          ? { method: 'POST', path: '/api/v1/matching/undo' }
          : { method: 'POST', path: '/api/v1/matching/acts/{actId}/undo', params: { actId: act } },
        { json: json ?? false },
      ),
    );
}

function addByHand(matching: Command): void {
  matching
    .command('merge <customer> <others...>')
    .description('make one customer of several')
    .option('--note <words>')
    .option('--json', 'one JSON document')
    .action((customerId: string, others: string[], { json, note }: Noted, command: Command) =>
      askAndPrint(
        command,
        {
          method: 'POST',
          path: '/api/v1/customers/{customerId}/merge',
          params: { customerId },
          body: { with: others, note },
        },
        { json: json ?? false },
      ),
    );
  matching
    .command('unmerge <customer> <groups...>')
    .description('part a customer: each group of persons, written 12,15, becomes a customer of its own')
    .option('--note <words>')
    .option('--json', 'one JSON document')
    .action((customerId: string, groups: string[], { json, note }: Noted, command: Command) =>
      askAndPrint(
        command,
        {
          method: 'POST',
          path: '/api/v1/customers/{customerId}/unmerge',
          params: { customerId },
          body: { groups: groups.map((group) => group.split(',')), note },
        },
        { json: json ?? false },
      ),
    );
}

type Parted = Noted & { import?: string; model?: string; from?: number; below?: number; dryRun?: boolean };

function addInBulk(matching: Command): void {
  matching
    .command('unmerge-many')
    .description('part what an import, a model or a range of probability joined, in one act')
    .option('--import <import>', 'what this import was the first to tell')
    .option('--model <model>', 'what this model joined, or was accepted on its word')
    .option('--from <probability>', 'pairs joined from this probability on', Number)
    .option('--below <probability>', 'and below this one (1)', Number)
    .option('--dry-run', 'only count')
    .option('--note <words>')
    .option('--json', 'one JSON document')
    .action(({ json, note, dryRun, ...asked }: Parted, command: Command) =>
      withApp(command, async (app) => {
        const path = '/api/v1/matching/unmerge';
        const of = scopeOf(asked);
        const done =
          dryRun === true
            ? await ask<Record<string, unknown>>(app, { method: 'POST', path: `${path}/count`, body: { of } })
            : await partAndSettle(app, { of, note });
        answer(done, { json: json ?? false, text: () => figures(done) });
      }),
    );
}

function scopeOf({ import: importId, model: modelId, from, below }: Parted): Record<string, unknown> {
  const named = { importId, modelId, from };
  const given = Object.entries(named).filter(([, value]) => value !== undefined);
  if (given.length === 1) return { ...Object.fromEntries(given), ...(below === undefined ? {} : { below }) };
  const message = 'Say what to part by one of --import, --model and --from.';
  throw new CommandEnd(exitCodes.refused, message, { code: 'option-missing' });
}

/** A large act leaves customers to the next run: it is run here and waited for. */
async function partAndSettle(app: Program, body: object): Promise<Record<string, unknown>> {
  const path = '/api/v1/matching/unmerge';
  const { actId, customerIds, unsettled } = await ask<z.infer<typeof ActReply>>(app, {
    ...{ method: 'POST', path, body },
  });
  if (unsettled > 0) {
    const runs = '/api/v1/matching/runs';
    const { jobId } = await ask<{ jobId: string }>(app, { method: 'POST', path: runs, body: {} });
    await app.start();
    await followJob(app, jobId, 'Persons');
  }
  return { actId, customers: customerIds.length, records: unsettled };
}
