import type { Command } from 'commander';
import type { CellCustomers } from '#differentiate/portfolio/api';
import { ask } from '../ask-route.ts';
import { addKeptDate, atKeptDate } from '../kept-date.ts';
import { answer, figures, pageOf } from '../output.ts';
import { withApp } from '../with-app.ts';

type Words = Partial<Record<'snapshotId' | 'asOf' | 'cutX' | 'cutY' | 'across' | 'cursor' | 'limit', string>>;
type Options = Words & { json?: boolean };

/** `chacun value portfolio cell …` and `… rank …`: who was in a cell at a kept date, those who bought most first. */
export function addCellCommands(portfolio: Command): void {
  addPaging(
    portfolio
      .command('cell <matrix> <cell>')
      .description(
        'who was in a cell of a matrix, by the names that "matrix" gives, those who bought most first',
      )
      .option('--cut-x <number>', 'by a line of yours instead of the one of the date')
      .option('--cut-y <number>'),
  ).action((matrix: string, cell: string, options: Options, command: Command) =>
    printPeople(command, 'matrix', options, { matrix, cell }),
  );
  addPaging(
    portfolio
      .command('rank <actual> [across]')
      .description(
        'who was in a cell of the ranks (1 to 5, twice), those who bought most first; without the second, those of whom it is unknown',
      )
      .option('--across <name>', 'futureSales, potentialSales'),
  ).action((actual: string, potential: string | undefined, options: Options, command: Command) =>
    printPeople(command, 'ranks', options, { actual, potential }),
  );
}

const addPaging = (command: Command) =>
  addKeptDate(command)
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document');

function printPeople(
  command: Command,
  of: 'matrix' | 'ranks',
  { json = false, ...words }: Options,
  cell: Record<string, string | undefined>,
): Promise<void> {
  return withApp(command, async (app) => {
    const query = { ...(await atKeptDate(app, words)), ...cell };
    const path = `/api/v1/portfolio/${of}/customers`;
    const reply = await ask<CellCustomers>(app, { method: 'GET', path, query });
    const { asOf, currency } = reply;
    const columns = ['customerId', 'name', 'netSales', 'futureSales'];
    const text = () =>
      `${figures({ asOf, currency })}\n\n${pageOf(reply, { columns, empty: 'Nobody was in this cell.' })}`;
    answer(reply, { json, text });
  });
}
