import type { Command } from 'commander';
import type { z } from 'zod';
import type { LineFacts, ProfitFacts } from '#differentiate/profit/api';
import type { RouteCall } from '#app';
import { ask } from '../ask-route.ts';
import { addKeptDate, atKeptDate } from '../kept-date.ts';
import { answer, CommandEnd, exitCodes, figures, pageOf } from '../output.ts';
import type { Program } from '../program.ts';
import { withApp } from '../with-app.ts';

type Options = { json?: boolean } & Partial<
  Record<'customer' | 'snapshotId' | 'asOf' | 'cursor' | 'limit', string>
>;
type Facts = z.infer<typeof LineFacts> | z.infer<typeof ProfitFacts>;

/** `chacun value profit facts …`: what a line of the account is the sum of. `profit` takes `--json` itself, wherever it stands, so this asks its parents too. */
export function addFactsCommand(profit: Command): void {
  addKeptDate(
    profit
      .command('facts <line>')
      .description(
        'the facts behind a line of the account, the newest first: netSales, returned, costOfGoods, recorded, or the name of a cost',
      ),
  )
    .option('--customer <id>', 'of one customer, of the newest date')
    .option('--cursor <cursor>')
    .option('--limit <n>')
    .option('--json', 'one JSON document')
    .action((line: string, _: unknown, command: Command) => {
      const { json = false, ...words } = command.optsWithGlobals<Options>();
      return withApp(command, async (app) => {
        const reply = await ask<Facts>(app, await factsCall(app, line, words));
        const { currency, facts, total } = reply;
        const columns = ['at', ...(words.customer === undefined ? ['customerId', 'name'] : []), ...shown];
        const head = figures({ line, currency, facts, total: total ?? 'unknown' });
        answer(reply, { json, text: () => `${head}\n\n${pageOf(reply, { columns, empty: 'No facts.' })}` });
      });
    });
}

const shown = ['what', 'detail', 'volume', 'amount'];

async function factsCall(
  app: Pick<Program, 'call'>,
  line: string,
  words: Omit<Options, 'json'>,
): Promise<RouteCall> {
  const { customer, cursor, limit } = words;
  const { snapshotId } = await atKeptDate(app, words);
  if (customer === undefined) {
    const query = { snapshotId, cursor, limit };
    return { method: 'GET', path: '/api/v1/profit/lines/{line}/facts', params: { line }, query };
  }
  if (snapshotId !== undefined)
    throw new CommandEnd(exitCodes.refused, 'The facts of one customer are those of the newest date only.');
  const query = { line, cursor, limit };
  return { method: 'GET', path: '/api/v1/profit/customers/{id}/facts', params: { id: customer }, query };
}
