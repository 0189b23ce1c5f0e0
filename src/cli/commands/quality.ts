import type { Command } from 'commander';
import type { BoardReply, CheckReply, RulesReply } from '#identify/quality/api';
import type { z } from 'zod';
import { ask, askAndPrint } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { answer, table } from '../output.ts';
import { withApp } from '../with-app.ts';

type Json = { json?: boolean };
type Filter = Json & {
  source: string;
  field?: string;
  rule?: string;
  weight?: string;
  cursor?: string;
  limit?: string;
};

/** `chacun quality`: how good what sources say is, which records are doubtful, what to mend. */
export function addQualityCommand(program: Command): void {
  const quality = program
    .command('quality')
    .description('what is filled, valid, doubtful, by source and field');
  addBoard(quality);
  addScan(quality);
  addFindings(quality);
  addRules(quality);
  addLists(quality);
  addCheck(quality);
}

function addBoard(quality: Command): void {
  quality
    .command('board')
    .description('each field of each source: filled, valid, suspicious, distinct, fresh')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const board = await ask<BoardReply>(app, { method: 'GET', path: '/api/v1/quality' });
        const columns = ['source', 'records', 'field', 'filled', 'valid', 'suspicious', 'distinct', 'fresh'];
        const rows = board.items.flatMap(({ name, scan }) =>
          (scan?.fields ?? []).map((field) => ({
            source: name,
            records: scan?.records,
            ...field,
          })),
        );
        answer(board, {
          json: json ?? false,
          text: () =>
            rows.length === 0 ? 'Nothing was looked at yet: chacun quality scan.' : table(rows, columns),
        });
      }),
    );
}

function addScan(quality: Command): void {
  quality
    .command('scan')
    .description('look at every record now; done by itself after each import')
    .option('--source <id>', 'one source only')
    .option('--json', 'one JSON document')
    .action(({ json, source }: Json & { source?: string }, command: Command) =>
      withApp(command, async (app) => {
        const { jobIds } = await ask<{ jobIds: string[] }>(app, {
          method: 'POST',
          path: '/api/v1/quality/scans',
          body: source === undefined ? {} : { sourceId: Number(source) },
        });
        await app.start();
        const items = [];
        for (const jobId of jobIds) items.push(await followJob(app, jobId, 'Records'));
        answer({ items }, { json: json ?? false, text: () => `${items.length} sources looked at.` });
      }),
    );
}

function addFindings(quality: Command): void {
  quality
    .command('findings')
    .description('the records of a source that break rules, with what is proposed')
    .requiredOption('--source <id>')
    .option('--field <name>')
    .option('--rule <code>')
    .option('--weight <weight>', 'invalid, suspicious or note')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action(({ json, source, ...filter }: Filter, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/quality/findings', query: { sourceId: source, ...filter } },
        {
          json: json ?? false,
          columns: ['personId', 'line', 'field', 'rule', 'said', 'proposal'],
          empty: 'No record breaks these rules.',
        },
      ),
    );
}

function addRules(quality: Command): void {
  const collect = (code: string, codes: string[] = []) => [...codes, code];
  quality
    .command('rules')
    .description('every rule, and whether it is on; --on and --off switch some')
    .option('--on <code>', 'switch a rule on (may be repeated)', collect)
    .option('--off <code>', 'switch a rule off (may be repeated)', collect)
    .option('--json', 'one JSON document')
    .action(({ json, on = [], off = [] }: Json & { on?: string[]; off?: string[] }, command: Command) =>
      withApp(command, async (app) => {
        const path = '/api/v1/quality/rules';
        const rules = Object.fromEntries([
          ...on.map((code) => [code, true]),
          ...off.map((code) => [code, false]),
        ]);
        const reply = await ask<z.infer<typeof RulesReply>>(
          app,
          on.length + off.length === 0 ? { method: 'GET', path } : { method: 'PUT', path, body: { rules } },
        );
        const rows = reply.items.map(({ code, weight, on: isOn, label }) => ({
          ...{ code, weight },
          on: isOn ? 'on' : 'off',
          means: label.en,
        }));
        answer(reply, { json: json ?? false, text: () => table(rows) });
      }),
    );
}

function addLists(quality: Command): void {
  quality
    .command('lists')
    .description('lists of what to mend')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/quality/lists' },
        {
          json: json ?? false,
          columns: ['listId', 'name', 'sourceName', 'open', 'mended', 'kept'],
          empty: 'Nothing was set aside.',
        },
      ),
    );
  quality
    .command('save-list <name>')
    .description('set the records that break rules now aside, to be mended')
    .requiredOption('--source <id>')
    .option('--field <name>')
    .option('--rule <code>')
    .option('--weight <weight>', 'invalid, suspicious or note')
    .option('--json', 'one JSON document')
    .action((name: string, { json, source, ...filter }: Filter, command: Command) =>
      askAndPrint(
        command,
        {
          method: 'POST',
          path: '/api/v1/quality/lists',
          body: { name, sourceId: Number(source), ...filter },
        },
        { json: json ?? false },
      ),
    );
}

function addCheck(quality: Command): void {
  quality
    .command('check <field=value...>')
    .description(
      'what the rules make of one record, nothing stored: check "givenName=ÉLODIE" "postcode=69100" …',
    )
    .option('--json', 'one JSON document')
    .action((said: string[], { json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const body = Object.fromEntries(
          said.map((one) => {
            const [name = '', ...value] = one.split('=');
            return [name, value.join('=')];
          }),
        );
        const reply = await ask<CheckReply>(app, { method: 'POST', path: '/api/v1/quality/check', body });
        answer(reply, { json: json ?? false, text: () => wordsOf(reply) });
      }),
    );
}

function wordsOf({ address, findings, ...forms }: CheckReply): string {
  const lines = address === null ? [] : [...address.lines, `(${address.deliverability})`, ''];
  const doubts = findings.map(({ field, label, proposal }) => ({
    field,
    doubt: label.en,
    proposal: proposal ?? '',
  }));
  return [...lines, JSON.stringify(forms), '', doubts.length === 0 ? 'No doubt.' : table(doubts)].join('\n');
}
