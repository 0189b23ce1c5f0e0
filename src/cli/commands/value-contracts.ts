import type { Command } from 'commander';
import { ask, askAndPrint } from '../ask-route.ts';
import { answer, figures, table } from '../output.ts';
import { withApp } from '../with-app.ts';

type Json = { json?: boolean };
type Overview = {
  readonly asOf: string;
  readonly states: Record<string, unknown>[];
  readonly ends: Record<string, unknown>[];
  readonly cautions: { readonly en: string }[];
  readonly refusal: { readonly message: string } | null;
  readonly fitted: {
    readonly model: string;
    readonly parameters: Record<string, unknown>;
    readonly ranked: Record<string, unknown>[];
    readonly outlooks: {
      readonly renewed: number;
      readonly renew: { readonly estimate: number };
      readonly remaining: { readonly estimate: number };
    }[];
  } | null;
};

/** `chacun value contracts …`: when contracts end, and what is still to come of them. */
export function addContractCommands(value: Command): void {
  value
    .command('contracts')
    .description('contracts of the base: how many run, when they end, how long they last')
    .option('--json', 'one JSON document')
    .action(({ json }: Json, command: Command) =>
      withApp(command, async (app) => {
        const reply = await ask<Overview>(app, { method: 'GET', path: '/api/v1/contracts/overview' });
        answer(reply, { json: json ?? false, text: () => told(reply) });
      }),
    );
  value
    .command('contracts-of <customerId>')
    .description('one customer’s contracts, the next to end first')
    .option('--json', 'one JSON document')
    .action((id: string, { json }: Json, command: Command) =>
      askAndPrint(
        command,
        { method: 'GET', path: '/api/v1/contracts/customers/{id}', params: { id } },
        { json: json ?? false },
      ),
    );
}

function told({ asOf, states, ends, cautions, refusal, fitted }: Overview): string {
  const rows = (fitted?.outlooks ?? []).map(({ renewed, renew, remaining }) => ({
    ...{ renewed, renew: renew.estimate, remaining: remaining.estimate },
  }));
  return [
    asOf,
    ...cautions.map((one) => one.en),
    states.length === 0 ? 'No contract on record.' : table(states, ['state', 'contracts', 'customers']),
    states.length === 0 ? '' : table(ends, ['withinDays', 'customers', 'amount']),
    states.length === 0 ? '' : (refusal?.message ?? ''),
    fitted ? `${fitted.model}\n${figures(fitted.parameters)}` : '',
    fitted && fitted.ranked.length > 0
      ? table(fitted.ranked, ['model', 'expected', 'actual', 'deviance'])
      : '',
    rows.length > 0 ? table(rows, ['renewed', 'renew', 'remaining']) : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
