import type { Command } from 'commander';
import type { RequestReply, RetentionReport } from '#identify/requests/api';
import type { RawReply } from '../../platform/http/index.ts';
import { ask, askAndPrint } from '../ask-route.ts';
import { followJob } from '../follow-job.ts';
import { answer, figures, table } from '../output.ts';
import { withApp } from '../with-app.ts';
import { writeReply } from '../write-reply.ts';

type Json = { json?: boolean };
const path = '/api/v1/requests';
const one = `${path}/{requestId}`;

/** `chacun requests`: what people ask of their data, carried out with a proof. */
export function addRequestsCommand(program: Command): void {
  const requests = program.command('requests').description('what people ask of their data, by deadline');
  requests
    .command('list')
    .description('requests, the most pressing first')
    .option('--state <state>', 'open, running, done, refused, or live for the first two')
    .option('--kind <kind>', 'access, rectification, objection, portability or erasure')
    .option('--cursor <cursor>')
    .option('--json', 'one JSON document')
    .action(({ json, ...query }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path, query },
        {
          json: json ?? false,
          columns: ['requestId', 'kind', 'customerId', 'customerName', 'dueOn', 'daysLeft', 'owner', 'state'],
          empty: 'Nobody asks anything.',
        },
      ),
    );
  requests
    .command('show <request>')
    .description('one request, with what was done about it')
    .option('--json', 'one JSON document')
    .action((requestId: string, { json }: Json, command: Command) =>
      askAndPrint(command, { method: 'GET', path: one, params: { requestId } }, { json: json ?? false }),
    );
  addOpen(requests);
  addRun(requests);
  addExport(requests);
}

type Open = Json & { customer: string; received?: string; owner?: string; field?: string[] };

function addOpen(requests: Command): void {
  const collect = (said: string, all: string[] = []) => [...all, said];
  requests
    .command('open <kind>')
    .description('note a request; the deadline runs from the day it was received')
    .requiredOption('--customer <id>')
    .option('--received <day>', 'YYYY-MM-DD; today when left out')
    .option('--owner <name>')
    .option('--field <name=value>', 'what to correct (may be repeated)', collect)
    .option('--json', 'one JSON document')
    .action((kind: string, { json, customer, received, owner, field }: Open, command: Command) =>
      askAndPrint(
        command,
        {
          method: 'POST',
          path,
          body: {
            ...{ kind, customerId: Number(customer) },
            ...(received === undefined ? {} : { receivedOn: received }),
            ...(owner === undefined ? {} : { owner }),
            ...(field === undefined ? {} : { fields: fieldsOf(field) }),
          },
        },
        { json: json ?? false },
      ),
    );
}

function fieldsOf(said: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    said.map((each) => {
      const [name = '', ...value] = each.split('=');
      return [name, value.join('=')];
    }),
  );
}

function addRun(requests: Command): void {
  requests
    .command('run <request>')
    .description('carry a request out: make the archive, correct, withdraw or erase')
    .option('--json', 'one JSON document')
    .action((requestId: string, { json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const params = { requestId };
        const { jobId } = await ask<{ jobId: string }>(app, { method: 'POST', path: `${one}/run`, params });
        await app.start();
        await followJob(app, jobId, 'Request');
        const done = await ask<RequestReply>(app, { method: 'GET', path: one, params });
        const last = done.steps.at(-1);
        answer(done, {
          json: json ?? false,
          text: () => `${done.kind}: ${done.state}. ${last?.act} ${JSON.stringify(last?.details)}`,
        });
      }),
    );
}

function addExport(requests: Command): void {
  requests
    .command('export <request> <file>')
    .description('write the archive made for a request to a file (.zip)')
    .option('--json', 'one JSON document')
    .action((requestId: string, file: string, { json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const call = { method: 'GET' as const, path: `${one}/archive`, params: { requestId } };
        const reply = await ask<RawReply>(app, call);
        const bytes = await writeReply(reply, file);
        answer({ file, bytes }, { json: json ?? false, text: () => `${bytes} bytes in ${file}` });
      }),
    );
}

/** `chacun retention`: who is past the limits, and the purge. */
export function addRetentionCommand(program: Command): void {
  const retention = program.command('retention').description('how long people who are not heard of are kept');
  const reportOf = { method: 'GET' as const, path: '/api/v1/retention/report' };
  retention
    .command('report')
    .description('who a purge would erase, and by which rule; nothing is done')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const report = await ask<RetentionReport>(app, reportOf);
        answer(report, {
          json: json ?? false,
          text: () =>
            report.rules.length === 0
              ? 'No limit is set.'
              : table(report.rules, ['rule', 'months', 'people', 'oldest']),
        });
      }),
    );
  retention
    .command('purge')
    .description('erase whoever is past a limit; say how many the report gave')
    .requiredOption('--people <n>', 'the number of the report')
    .option('--json', 'one JSON document')
    .action(({ json, people }: Json & { people: string }, command: Command) =>
      withApp(command, async (app) => {
        const call = {
          method: 'POST' as const,
          path: '/api/v1/retention/purge',
          body: { people: Number(people) },
        };
        const { jobId } = await ask<{ jobId: string }>(app, call);
        await app.start();
        const done = (await followJob(app, jobId, 'People')) as Record<string, unknown>;
        answer(done, { json: json ?? false, text: () => figures(done) });
      }),
    );
}
