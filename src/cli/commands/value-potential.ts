import type { Command } from 'commander';
import { ask, askAndPrint } from '../ask-route.ts';
import { answer, figures, table } from '../output.ts';
import { withApp } from '../with-app.ts';

type Json = { json?: boolean };
type Overview = {
  readonly asOf: string;
  readonly currency: string;
  readonly refusal: { readonly message: string } | null;
  readonly likeness: { readonly traits: readonly string[]; readonly judged: Record<string, unknown> } | null;
  readonly bases: Record<string, unknown>[];
  readonly cells: { readonly levels: readonly string[] }[];
};

/** `chacun value potential …`: what customers could spend. */
export function addPotentialCommands(value: Command): void {
  value
    .command('potential')
    .description('what customers could spend, by whom it is told, and the groups of customers alike')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const reply = await ask<Overview>(app, { method: 'GET', path: '/api/v1/potential/overview' });
        answer(reply, { json: json ?? false, text: () => told(reply) });
      }),
    );
  value
    .command('potential-of <customerId>')
    .description('what one customer could spend, who says so and why')
    .option('--json', 'one JSON document')
    .action((id: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/potential/customers/{id}', params: { id } },
        { json: json ?? false },
      ),
    );
}

function told({ asOf, currency, refusal, likeness, bases, cells }: Overview): string {
  const groups = cells.map((cell) => ({ ...cell, group: cell.levels.join(' · ') || 'everybody' }));
  const columns = ['group', 'amount', 'low', 'high', 'learntFrom', 'customers', 'room'];
  return [
    `${asOf} ${currency}`,
    table(bases, ['basis', 'customers', 'room']),
    refusal?.message ?? '',
    likeness
      ? `Alike by: ${likeness.traits.join(', ') || 'nothing that tells'}\n${figures(likeness.judged)}`
      : '',
    groups.length > 0 ? table(groups, columns) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
