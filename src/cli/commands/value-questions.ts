import type { Command } from 'commander';
import { ask } from '../ask-route.ts';
import { answer } from '../output.ts';
import { withApp } from '../with-app.ts';

type Words = { en: string };
type Estimate = {
  value: number;
  low: number | null;
  high: number | null;
  unit: 'money' | 'customers' | 'share';
};
type Reply = {
  asOf: string;
  currency: string;
  answers: {
    question: Words;
    answer: Estimate | null;
    sentence: Words | null;
    missing: Words | null;
    rows: { label: Words; customers: number | null; estimate: Estimate | null }[];
  }[];
};

/** `chacun value questions`: the ten questions of value, each with its number or the data that would give it. */
export function addQuestionsCommand(parent: Command): void {
  parent
    .command('questions')
    .description('ten questions on what customers are worth, each with its number or the data it would take')
    .option('--json', 'one JSON document')
    .action(({ json }: { json?: boolean }, command: Command) =>
      withApp(command, async (app) => {
        const reply = await ask<Reply>(app, { method: 'GET', path: '/api/v1/questions' });
        answer(reply, { json: json ?? false, text: () => tell(reply) });
      }),
    );
}

function tell({ asOf, currency, answers }: Reply): string {
  const told = answers.map(({ question, answer: found, sentence, missing, rows }) =>
    [
      question.en,
      found === null
        ? `  Not known. ${missing?.en ?? ''}`
        : `  ${write(found, currency)}  ${sentence?.en ?? ''}`,
      ...rows.map((row) => `  - ${row.label.en}: ${tellRow(row, currency)}`),
    ].join('\n'),
  );
  return [`As of ${asOf.slice(0, 10)}`, ...told].join('\n\n');
}

function tellRow(
  { customers, estimate }: Reply['answers'][number]['rows'][number],
  currency: string,
): string {
  const people = customers === null ? [] : [`${new Intl.NumberFormat('en-GB').format(customers)} customers`];
  return [...people, ...(estimate === null ? [] : [write(estimate, currency)])].join(', ');
}

function write({ value, low, high, unit }: Estimate, currency: string): string {
  const style = {
    money: { style: 'currency', currency, maximumFractionDigits: 2 },
    share: { style: 'percent', maximumFractionDigits: 1 },
    customers: { maximumFractionDigits: 0 },
  } as const;
  const { format } = new Intl.NumberFormat('en-GB', style[unit]);
  const number = unit === 'customers' ? `${format(value)} customers` : format(value);
  return low === null || high === null ? number : `${number} [${format(low)}; ${format(high)}]`;
}
