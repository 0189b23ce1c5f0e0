import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { PermissionRulesReply, PermissionState } from '#identify/consent/api';
import { importOppositions } from '#identify/consent';
import { isRefusal, refuse } from '../../platform/errors/index.ts';
import { ask, askAndPrint } from '../ask-route.ts';
import { answer, endOn, figures, table } from '../output.ts';
import { withApp, withOwnApp } from '../with-app.ts';
import { readJson } from './segments.ts';

type Json = { json?: boolean };
type Oppose = Json & {
  kind: 'email' | 'phone' | 'address';
  channels: string;
  name?: string;
  obtained: string;
  expires: string;
};

/** `chacun consents`: what may be done and why, on any day; lists of opposition. */
export function addConsentsCommand(program: Command): void {
  const consents = program.command('consents').description('what each customer permits, and why');
  const show = async (customerId: string, asOf: string | undefined, json: boolean, command: Command) =>
    withApp(command, async (app) => {
      const reply = await ask<{ asOf: string; items: PermissionState[] }>(app, {
        method: 'GET',
        path: '/api/v1/customers/{customerId}/permissions',
        params: { customerId },
        query: asOf === undefined ? {} : { asOf },
      });
      const rows = reply.items.map(({ channel, purpose, brand, allowed, allowedBecause }) => ({
        ...{ channel, purpose, brand },
        may: allowed ? 'yes' : 'no',
        because: allowedBecause.en,
      }));
      answer(reply, { json, text: () => table(rows) });
    });
  consents
    .command('show <customer>')
    .description('what may be done today, channel by channel')
    .option('--json', 'one JSON document')
    .action((customer: string, { json }: Json, command: Command) =>
      show(customer, undefined, json ?? false, command),
    );
  consents
    .command('as-of <customer> <day>')
    .description('what could be done on a day (YYYY-MM-DD)')
    .option('--json', 'one JSON document')
    .action((customer: string, day: string, { json }: Json, command: Command) =>
      show(customer, day, json ?? false, command),
    );
  addRules(consents);
  addLists(consents);
  addOppose(consents);
}

const rulesPath = '/api/v1/permission-rules';

function addRules(consents: Command): void {
  const rules = consents
    .command('rules')
    .description('the dated rules that decide without a word from a customer');
  rules
    .command('show', { isDefault: true })
    .description('the rules in force; --json gives the document to change and put in force')
    .option('--json', 'one JSON document')
    .action(({ json = false }: Json, command: Command) =>
      withApp(command, async (app) => {
        const reply = await ask<PermissionRulesReply>(app, { method: 'GET', path: rulesPath });
        const { law, softOptIn, version, changedBy } = reply;
        const ours = softOptIn.map(({ months, ...use }) => ({
          ...use,
          basis: `${months} months after a purchase`,
        }));
        const columns = [
          'channel',
          'purpose',
          'brand',
          'basis',
          'from',
          'until',
          'exceptDuringContract',
          'reference',
        ];
        const title = `Version ${version}${changedBy === null ? '' : `, ${changedBy}`}`;
        answer(reply, { json, text: () => `${title}\n${table([...law, ...ours], columns)}` });
      }),
    );
  rules
    .command('forecast <file>')
    .description('how many customers the rules of a file (JSON) would open and close')
    .option('--json', 'one JSON document')
    .action(async (file: string, { json = false }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'POST', path: `${rulesPath}/forecast`, body: await readJson(file) },
        {
          json,
          columns: ['channel', 'purpose', 'brand', 'on', 'before', 'after', 'opened', 'closed'],
          empty: 'No use is touched.',
        },
      ),
    );
  rules
    .command('set <file>')
    .description('put the rules of a file in force, as the next version')
    .option('--json', 'one JSON document')
    .action(async (file: string, { json = false }: Json, command: Command) =>
      withApp(command, async (app) => {
        const body = await readJson(file);
        const reply = await ask<PermissionRulesReply>(app, { method: 'PUT', path: rulesPath, body });
        answer(reply, { json, text: () => `Version ${reply.version} is in force.` });
      }),
    );
}

const lists = '/api/v1/opposition-lists';

function addLists(consents: Command): void {
  consents
    .command('lists')
    .description('lists of opposition: what each closes, and until when it counts')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: lists },
        {
          json: json ?? false,
          columns: ['listId', 'name', 'kind', 'channels', 'entries', 'obtainedOn', 'expiresOn'],
          empty: 'No list was taken in.',
        },
      ),
    );
  consents
    .command('check <list>')
    .description('hold a list against the base: how many customers are on it now')
    .option('--json', 'one JSON document')
    .action((listId: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: `${lists}/{listId}/check`, params: { listId } },
        { json: json ?? false },
      ),
    );
}

function addOppose(consents: Command): void {
  consents
    .command('oppose <file>')
    .description('take in a list of opposition (one value a line), in place of the one of that name')
    .requiredOption('--kind <kind>', 'email, phone or address')
    .requiredOption('--channels <list>', 'channels it closes: phone,sms')
    .requiredOption('--obtained <day>', 'the day it was drawn up, YYYY-MM-DD')
    .requiredOption('--expires <day>', 'until when it counts, YYYY-MM-DD')
    .option('--name <name>', 'its name; the file’s when left out')
    .option('--json', 'one JSON document')
    .action((file: string, options: Oppose, command: Command) =>
      withOwnApp(command, async (app) => {
        const { kind, obtained: obtainedOn, expires: expiresOn, json = false } = options;
        const wrong = ![obtainedOn, expiresOn].every((day) => /^\d{4}-\d\d-\d\d$/.test(day));
        if (wrong || !['email', 'phone', 'address'].includes(kind))
          return endOn(
            refuse('invalid', 'bad-request', 'Days are YYYY-MM-DD; the kind is email, phone or address.'),
          );
        const list = await importOppositions(app.engines.database.db, {
          ...{
            name: options.name ?? basename(file),
            kind,
            channels: options.channels.split(','),
            obtainedOn,
            expiresOn,
          },
          ...{ content: createReadStream(file), by: 'command line', at: app.clock.now() },
        });
        if (isRefusal(list)) return endOn(list);
        return answer(list, { json, text: () => figures(list) });
      }),
    );
}
