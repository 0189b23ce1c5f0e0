import type { Command } from 'commander';
import { ask, askAndPrint } from '../ask-route.ts';
import { addKeptDate, atKeptDate } from '../kept-date.ts';
import { answer, figures, table } from '../output.ts';
import { withApp } from '../with-app.ts';
import { addCellCommands } from './value-cells.ts';

type Json = { json?: boolean };
type Words = { en: string };

/** `chacun value portfolio …`: how value is spread, ranks, matrices, and who moved between two dates. */
export function addPortfolioCommands(parent: Command): void {
  const portfolio = parent
    .command('portfolio')
    .description('customers as a portfolio: spread, ranks, matrices, moves');
  portfolio
    .command('dates')
    .description(
      'the dates that value is kept of: their numbers go where --snapshot-id, --from and --until stand',
    )
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/portfolio/snapshots' },
        { json: json ?? false, empty: 'No value has been computed yet: run "chacun value refresh".' },
      ),
    );
  addSpread(portfolio);
  addMatrices(portfolio);
  addCellCommands(portfolio);
}

type Cell = { label?: Words; actual?: number; potential?: number | null; customers: number };
type Cells = { asOf: string; currency: string; cells: Cell[] };
type Spread = { label: Words; deciles: Record<string, unknown>[]; lorenz: unknown } & Record<string, unknown>;

function addSpread(portfolio: Command): void {
  addKeptDate(portfolio.command('spread').description('how unequally a measure is spread: Gini and tenths'))
    .option(
      '--measure <name>',
      'netSales12Months, directProfit12Months, profitAtMost12Months, futureSales, futureMargin, lifetimeValue, potentialSales, potentialRoom',
    )
    .option('--json', 'one JSON document')
    .action(({ json, ...words }: Json & Record<string, string>, command: Command) =>
      withApp(command, async (app) => {
        const query = await atKeptDate(app, words);
        const spread = await ask<Spread>(app, { method: 'GET', path: '/api/v1/portfolio/spread', query });
        const { deciles, lorenz: _curve, label, ...rest } = spread;
        answer(spread, {
          json: json ?? false,
          text: () =>
            `${label.en}\n${figures(rest)}\n\n${table(deciles, ['customers', 'total', 'mean', 'lowest', 'share'])}`,
        });
      }),
    );
  portfolio
    .command('concentration')
    .description('how concentrated a measure was at each kept date: Gini, share of the first tenth')
    .option('--measure <name>', 'as of "spread"')
    .option('--json', 'one JSON document')
    .action(({ json, ...query }: Json & Record<string, string>, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/portfolio/concentration', query },
        {
          json: json ?? false,
          columns: ['snapshotId', 'asOf', 'customers', 'total', 'gini', 'firstTenth', 'firstHundredth'],
        },
      ),
    );
  addKeptDate(
    portfolio
      .command('ranks')
      .description('five ranks of actual value against five of value to come, or of what is possible'),
  )
    .option('--across <name>', 'futureSales, potentialSales')
    .option('--json', 'one JSON document')
    .action(({ json, ...query }: Json & Record<string, string>, command: Command) =>
      printCells(command, { path: '/api/v1/portfolio/ranks', query, json }, [
        'actual',
        'potential',
        ...money,
      ]),
    );
}

const money = ['customers', 'netSales', 'directProfit', 'futureSales'];

function printCells(
  command: Command,
  call: { path: string; query: Record<string, string>; json: boolean | undefined },
  columns: readonly string[],
): Promise<void> {
  return withApp(command, async (app) => {
    const query = await atKeptDate(app, call.query);
    const reply = await ask<Cells>(app, { method: 'GET', path: call.path, query });
    const rows = reply.cells.map((cell) => ({ ...cell, label: cell.label?.en }));
    answer(reply, {
      json: call.json ?? false,
      text: () => `${reply.asOf} ${reply.currency}\n${table(rows, columns)}`,
    });
  });
}

function addMatrices(portfolio: Command): void {
  addKeptDate(
    portfolio
      .command('matrix <name>')
      .description(
        'four cells by two cut lines: revenue-lifetime, current-potential, actual-possible, four-kinds, attitude-repeat, profit-recommendation',
      ),
  )
    .option('--cut-x <number>')
    .option('--cut-y <number>')
    .option('--json', 'one JSON document')
    .action((matrix: string, { json, ...query }: Json & Record<string, string>, command: Command) =>
      printCells(command, { path: '/api/v1/portfolio/matrix', query: { ...query, matrix }, json }, [
        'name',
        'label',
        ...money,
      ]),
    );
  portfolio
    .command('moves <name>')
    .description('who moved from cell to cell between two kept dates, and what it is worth')
    .requiredOption('--from <n>', 'the earlier date')
    .requiredOption('--until <n>', 'the later date')
    .option('--cut-x <number>')
    .option('--cut-y <number>')
    .option('--json', 'one JSON document')
    .action((matrix: string, { json, ...query }: Json & Record<string, string>, command: Command) =>
      withApp(command, async (app) => {
        const reply = await ask<{ moves: Record<string, unknown>[] }>(app, {
          method: 'GET',
          path: '/api/v1/portfolio/moves',
          query: { ...query, matrix },
        });
        answer(reply, {
          json: json ?? false,
          text: () => table(reply.moves, ['from', 'until', 'customers', 'salesChange']),
        });
      }),
    );
  portfolio
    .command('moved <name>')
    .description('the customers of one move, those whose sales changed most first')
    .requiredOption('--from <n>', 'the earlier date')
    .requiredOption('--until <n>', 'the later date')
    .option('--before <cell>', 'the cell they were in, as "moves" names it; without, absent or unknown')
    .option('--after <cell>', 'the cell they are in; without, absent or unknown')
    .option('--cut-x <number>')
    .option('--cut-y <number>')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action((matrix: string, { json, ...query }: Json & Record<string, string>, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/portfolio/moves/customers', query: { ...query, matrix } },
        {
          ...{ json: json ?? false, empty: 'Nobody made this move.' },
          columns: ['customerId', 'name', 'salesBefore', 'salesAfter', 'salesChange'],
        },
      ),
    );
}
