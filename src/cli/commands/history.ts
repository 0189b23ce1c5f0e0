import type { Command } from 'commander';
import { askAndPrint } from '../ask-route.ts';

/** `chacun history`: what the base holds. */
export function addHistoryCommand(program: Command): void {
  program
    .command('history')
    .description('what the base holds')
    .command('summary')
    .description('lines, orders, customers, products, sales')
    .option('--json', 'one JSON document')
    .action(({ json }: { json?: boolean }, command: Command) =>
      askAndPrint(command, { method: 'GET', path: '/api/v1/history/summary' }, { json: json ?? false }),
    );
}
