import type { Command } from 'commander';
import {
  fitTransactions,
  isRefusal,
  type Refusal,
  type TransactionFit,
  type Transactions,
  type ValueModelName,
  valueModelNames,
} from '#analytics/value';
import { systemClock } from '../../platform/clock/index.ts';
import { dateReader } from '../date-format.ts';
import { answer, CommandEnd, endOn, exitCodes, figures } from '../output.ts';
import { readSeasonFile } from '../season-file.ts';
import { readTransactionFile, type TransactionColumns } from '../transaction-file.ts';
import { daysOf, transactionNotes } from '../transaction-notes.ts';

const unitDays: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30.4375, year: 365.25 };

type FitOptions = TransactionColumns & {
  readonly model: string;
  readonly from?: string;
  readonly until?: string;
  readonly unit: string;
  readonly predict?: string;
  readonly season?: boolean | string;
  readonly json?: boolean;
};

/** `chacun value fit`: a value model fitted to a file of transactions alone; nothing is stored, no engine started. */
export function addValueFitCommand(value: Command): void {
  value
    .command('fit <file>')
    .description('fit a value model to a file of transactions; nothing is stored')
    .requiredOption('--model <name>', valueModelNames.join(', '))
    .requiredOption('--customer <column>', 'the column that says who')
    .requiredOption('--date <column>', 'the column that says when')
    .option('--amount <column>', 'the column that says for how much')
    .option('--currency <code>', 'keep lines in this currency only, where a column currency says it')
    .option('--date-format <format>', 'as in DD/MM/YYYY; without, 2026-11-22 and 20261122 are read')
    .option('--columns <places>', 'for a file of fixed width: customer:1-6,date:12-20')
    .option('--from <date>', 'first day to read (YYYY-MM-DD)')
    .option('--until <date>', 'last day to fit on; what follows is the hold-out')
    .option('--unit <unit>', Object.keys(unitDays).join(', '), 'week')
    .option('--predict <n>', 'units to forecast after --until (default: to the end of the file)')
    .option(
      '--season [file]',
      'let time run by the month and by open days, learnt before --until, or by the months of a CSV file (month,weight)',
    )
    .option('--json', 'one JSON document')
    .action(async (file: string, options: FitOptions) => {
      const started = performance.now();
      const { customers, ...fit } = await fitFile(file, options);
      const seconds = (performance.now() - started) / 1000;
      answer(
        { customers, ...fit, seconds },
        { json: options.json ?? false, text: () => textOf(customers, fit, seconds) },
      );
    });
}

async function fitFile(file: string, options: FitOptions): Promise<TransactionFit> {
  const model = valueModelNames.find((name): name is ValueModelName => name === options.model);
  const days = unitDays[options.unit];
  if (model === undefined)
    throw refused(`There is no model ${options.model}: choose ${valueModelNames.join(', ')}.`);
  if (days === undefined)
    throw refused(`There is no unit ${options.unit}: choose ${Object.keys(unitDays).join(', ')}.`);
  const transactions = await readTransactionFile(file, options);
  if ('refused' in transactions) endOn(transactions);
  const from = dayOption('--from', options.from);
  const until = dayOption('--until', options.until);
  const { season = false } = options;
  const months = typeof season === 'string' ? await readSeasonFile(season) : season;
  if (typeof months === 'object' && 'refused' in months) endOn(months);
  const predict = options.predict === undefined ? undefined : Number(options.predict);
  if (predict !== undefined && !(predict > 0 && predict < Infinity))
    throw refused(`--predict wants a number of ${options.unit}s above 0, got ${options.predict}.`);
  const fit = fitTransactions({
    model,
    transactions,
    unitDays: days,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    season: months,
    ...(predict === undefined ? {} : { predict }),
  });
  if (isRefusal(fit)) return endOn(withDays(fit, transactions));
  const today = Math.floor(systemClock.now().getTime() / 86_400_000);
  return { ...fit, cautions: [...transactionNotes(transactions, today), ...fit.cautions] };
}

/** Where nothing lies between the days asked for, the days there are. */
function withDays(refusal: Refusal, transactions: Transactions): Refusal {
  const days = refusal.code === 'no-transactions' ? daysOf(transactions) : null;
  if (days === null) return refusal;
  return { ...refusal, message: `${refusal.message} The file runs from ${days.first} to ${days.last}.` };
}

function dayOption(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const read = dateReader();
  const day = 'refused' in read ? null : read(text);
  if (day === null) throw refused(`${name} wants a date as 2026-11-22, got ${text}.`);
  return day;
}

const refused = (message: string) =>
  new CommandEnd(exitCodes.refused, message, { code: 'option-unreadable' });

function textOf(customers: number, fit: Omit<TransactionFit, 'customers'>, seconds: number): string {
  const named = Object.entries(fit.parameters).map(([name, at]) => {
    const error = fit.standardErrors[name];
    return [name, error === null || error === undefined ? `${at}` : `${at} ± ${error}`] as const;
  });
  const { logLikelihood, expectedPurchases, actualPurchases } = fit;
  return [
    figures({
      customers,
      ...Object.fromEntries(named),
      logLikelihood,
      expectedPurchases,
      actualPurchases,
      seconds,
    }),
    ...fit.cautions.map((caution) => `Note: ${caution.message}`),
  ].join('\n');
}
