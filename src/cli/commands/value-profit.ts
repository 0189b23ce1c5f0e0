import type { Command } from 'commander';
import { ask, askAndPrint } from '../ask-route.ts';
import { addKeptDate, atKeptDate } from '../kept-date.ts';
import { answer, figures, pageOf, table } from '../output.ts';
import { withApp } from '../with-app.ts';
import { addFactsCommand } from './value-facts.ts';
import { readJson } from './segments.ts';

type Json = { json?: boolean };
type Dated = Json & { from?: string; until?: string };

/** `chacun value profit …` and `chacun value costs …`: what customers bring once the costs of serving them are taken off. */
export function addProfitCommands(value: Command): void {
  addAccounts(value);
  addCosts(value);
}

type Statement = {
  currency: string;
  customers: number;
  account: Record<string, unknown> & { costs: { line: string; amount: string | null; known: string }[] };
  belowZero: { customers: number; loss: string };
};

function accountText({ currency, customers, account, belowZero }: Statement): string {
  const { costs, ...own } = account;
  const rows = {
    customers,
    currency,
    ...own,
    belowZero: `${belowZero.customers} customers, ${belowZero.loss}`,
  };
  return `${figures(rows)}\n\n${table(costs, ['line', 'amount', 'known'])}`;
}

function addAccounts(value: Command): void {
  const profit = value
    .command('profit')
    .description('profit and loss of the base over twelve months, and who costs more than they bring')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const statement = await ask<Statement>(app, { method: 'GET', path: '/api/v1/profit/statement' });
        answer(statement, { json: json ?? false, text: () => accountText(statement) });
      }),
    );
  addLine(profit);
  addFactsCommand(profit);
  value
    .command('profit-of <customerId>')
    .description('profit and loss of one customer')
    .option('--from <day>', 'first day, as 2026-01-01')
    .option('--until <day>', 'last day')
    .option('--json', 'one JSON document')
    .action((id: string, { json, ...query }: Dated, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/profit/customers/{id}', params: { id }, query },
        { json: json ?? false },
      ),
    );
  value
    .command('below-zero')
    .description('customers who cost more than they bring, the greatest loss first')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action(({ json, ...query }: Json & { cursor?: string; limit?: string }, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/profit/below-zero', query },
        {
          json: json ?? false,
          columns: ['customerId', 'name', 'profit', 'netSales', 'cause', 'cheaper'],
          empty: 'Nobody costs more than they bring, as far as the costs are known.',
        },
      ),
    );
}

type LineReply = {
  currency: string;
  customers: number;
  total: string;
  unknown: number;
  items: Record<string, unknown>[];
  nextCursor: string | null;
};

/** `profit` takes `--json` itself, wherever it stands, so a line asks its parents too. */
function addLine(profit: Command): void {
  addKeptDate(
    profit
      .command('line <name>')
      .description(
        'the customers who make a line of the account, the largest part first: netSales, returned, costOfGoods, recorded, or the name of a cost',
      ),
  )
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action((line: string, _: unknown, command: Command) => {
      const { json = false, ...words } = command.optsWithGlobals<Json & Record<string, string>>();
      return withApp(command, async (app) => {
        const { snapshotId, cursor, limit } = await atKeptDate(app, words);
        const query = { snapshotId, cursor, limit };
        const reply = await ask<LineReply>(app, {
          method: 'GET',
          path: '/api/v1/profit/lines/{line}/customers',
          params: { line },
          query,
        });
        answer(reply, { json, text: () => lineText(line, reply) });
      });
    });
}

function lineText(line: string, reply: LineReply): string {
  const { currency, customers, total, unknown } = reply;
  const columns = ['customerId', 'name', 'volume', 'amount'];
  return `${figures({ line, currency, customers, total, unknown })}\n\n${pageOf(reply, { columns, empty: 'Nobody has a part in it.' })}`;
}

function addCosts(value: Command): void {
  const costs = value.command('costs').description('what serving customers costs: show, set, copy, what-if');
  costs
    .command('show')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/costs' },
        { json: json ?? false, columns: ['costModelId', 'name', 'kind', 'version', 'changedAt'] },
      ),
    );
  costs
    .command('set <file>')
    .description('put the costs of a JSON file in force, or into a what-if copy')
    .option('--what-if <id>', 'the copy to change')
    .option('--json', 'one JSON document')
    .action(async (file: string, { json, whatIf }: Json & { whatIf?: string }, command: Command) => {
      const definition = await readJson(file);
      await withApp(command, async (app) => {
        const { items } = await ask<{
          items: { costModelId: number | null; kind: string; version: number }[];
        }>(app, {
          method: 'GET',
          path: '/api/v1/costs',
        });
        const model = items.find((one) =>
          whatIf === undefined ? one.kind === 'actual' : one.costModelId === Number(whatIf),
        );
        const body = { definition, version: model?.version ?? 0 };
        const changed = await ask<Record<string, unknown>>(
          app,
          whatIf === undefined
            ? { method: 'PUT', path: '/api/v1/costs', body }
            : { method: 'PUT', path: '/api/v1/costs/what-if/{id}', params: { id: whatIf }, body },
        );
        answer(changed, { json: json ?? false, text: () => figures(changed) });
      });
    });
  costs
    .command('copy <name>')
    .description('a what-if copy of the costs in force')
    .option('--json', 'one JSON document')
    .action((name: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'POST', path: '/api/v1/costs/what-if', body: { name } },
        { json: json ?? false },
      ),
    );
  costs
    .command('what-if <costModelId>')
    .description('the account of the base by the costs in force, and by a copy')
    .option('--json', 'one JSON document')
    .action((id: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/costs/what-if/{id}', params: { id } },
        { json: json ?? false },
      ),
    );
}
