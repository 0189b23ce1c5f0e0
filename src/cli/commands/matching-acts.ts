import type { Command } from 'commander';
import type { ActReply, ActsReply } from '#identify/review/api';
import type { z } from 'zod';
import { ask, askAndPrint } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { answer, CommandEnd, exitCodes, figures, table } from '../output.ts';
import type { Program } from '../program.ts';
import { withApp } from '../with-app.ts';

type Json = { json?: boolean };
type Noted = Json & { note?: string };

/** `chacun matching decide|merge|unmerge|unmerge-many|accept|acts|undo`: what people decide of who is who, and take back. */
export function addActCommands(matching: Command): void {
  addDeciding(matching);
  addByHand(matching);
  addInBulk(matching);
  addActs(matching);
}

function addActs(matching: Command): void {
  matching
    .command('acts')
    .description('what people decided, latest first')
    .option('--before <act>', 'those before this one')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action(({ json, ...query }: Json & { before?: string; limit?: string }, command: Command) =>
      withApp(command, async (app) => {
        const path = '/api/v1/matching/acts';
        const acts = await ask<z.infer<typeof ActsReply>>(app, { method: 'GET', path, query });
        const rows = acts.items.map(({ actId, kind, scope, undoes, undoneBy, pairs, by, at, note }) => ({
          ...{ act: actId, kind, of: scope === null ? undoes : JSON.stringify(scope), pairs, by, at },
          ...{ 'undone by': undoneBy, note: note === '' ? null : note },
        }));
        const more = acts.nextBefore === null ? '' : `\n… more: --before ${acts.nextBefore}`;
        const text = () => (rows.length === 0 ? 'Nobody decided anything yet.' : table(rows) + more);
        answer(acts, { json: json ?? false, text });
      }),
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
