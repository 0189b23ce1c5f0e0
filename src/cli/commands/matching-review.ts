import type { Command } from 'commander';
import type { PairReply, QualityReply, QueueReply, StatusReply } from '#identify/review/api';
import type { z } from 'zod';
import { ask } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { answer, figures, table } from '../output.ts';
import { withApp } from '../with-app.ts';

type Json = { json?: boolean };

/** `chacun matching run|status|quality|review|pair`: where matching stands and what waits, as the screens and the API have it. */
export function addReviewCommands(matching: Command): void {
  addRun(matching);
  addStatus(matching);
  addReview(matching);
  addPair(matching);
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
      withApp(command, async (app) => {
        const quality = await ask<QualityReply>(app, { method: 'GET', path: '/api/v1/matching/quality' });
        answer(quality, { json: json ?? false, text: () => toldQuality(quality) });
      }),
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
}

function addPair(matching: Command): void {
  matching
    .command('pair <low> <high>')
    .description('two records side by side, with what each field weighs')
    .option('--json', 'one JSON document')
    .action((low: string, high: string, { json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const path = '/api/v1/matching/pairs/{low}/{high}';
        const pair = await ask<PairReply>(app, { method: 'GET', path, params: { low, high } });
        answer(pair, { json: json ?? false, text: () => toldPair(pair) });
      }),
    );
}

function toldQuality({ bands, precision, recall, labelsMissing, blocking }: QualityReply): string {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const told = (share: QualityReply['precision']) =>
    share === null
      ? `too early to tell: ${labelsMissing} decisions missing`
      : `${percent(share.value)} (${percent(share.low)} to ${percent(share.high)})`;
  const rows = bands.map(({ from, to, pairs, labelled, same, expected }) => ({
    ...{ probability: `${from} – ${to}`, pairs, labelled, 'of these one person': same },
    'the model says': pairs === 0 ? null : percent(expected),
  }));
  const left = blocking === null ? {} : { ...blocking, recallAtMost: percent(blocking.recallAtMost) };
  return `${figures({ precision: told(precision), recall: told(recall), ...left })}\n\n${table(rows)}`;
}

function toldPair({ sides, explanation, customers, verdict, sharedKeys }: PairReply): string {
  const weights = new Map((explanation?.fields ?? []).map((one) => [one.field, one]));
  const names = [...new Set([...sides.flatMap(({ fields }) => Object.keys(fields)), ...weights.keys()])];
  const rows = names.map((field) => ({
    ...{ field, one: sides[0].fields[field], other: sides[1].fields[field] },
    ...{ level: weights.get(field)?.level, bits: weights.get(field)?.bits.toFixed(1) },
  }));
  const sums = {
    customers: customers.map(({ customerId }) => customerId).join(' and '),
    'the same in both': sharedKeys.join(', ') || null,
    'before looking': explanation?.priorBits,
    relatives: explanation?.relativesBits,
    'bits in all': explanation?.bits,
    probability: explanation?.probability,
    decided: verdict === null ? null : `${verdict.verdict}, by ${verdict.act.by}`,
  };
  return `${table(rows)}\n\n${figures(sums)}`;
}
