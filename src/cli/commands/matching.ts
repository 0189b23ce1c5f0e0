import type { Command } from 'commander';
import type { Matching } from '#analytics/matching';
import { isRefusal } from '../../platform/errors/index.ts';
import { tryMatching } from '../matching/try-matching.ts';
import { addActCommands } from './matching-acts.ts';
import { addReviewCommands } from './matching-review.ts';
import { answer, CommandEnd, endOn, exitCodes, figures, table } from '../output.ts';

type Options = {
  readonly mapping: string;
  readonly truth?: string;
  readonly threshold?: string;
  readonly pairs?: string;
  readonly json?: boolean;
};

/** `chacun matching`: who is who, in the base and in files. */
export function addMatchingCommand(program: Command): void {
  const matching = program
    .command('matching')
    .description('which records are one person, in the base or in files');
  addReviewCommands(matching);
  addActCommands(matching);
  matching
    .command('try <file> [second]')
    .description('match files alone (CSV, JSON lines, XLSX, gzip, Parquet); nothing is stored')
    .requiredOption('--mapping <file>', 'which columns hold what; examples in examples/matching')
    .option('--truth <column>', 'the column that tells who each record is: measures the result')
    .option('--threshold <probability>', 'from which probability two records are one person (0.8)')
    .option('--pairs <file>', 'write the pairs with their weights, as CSV')
    .option('--json', 'one JSON document')
    .action(async (file: string, second: string | undefined, options: Options) => {
      const tried = await tryMatching({
        files: second === undefined ? [file] : [file, second],
        mapping: options.mapping,
        truth: options.truth,
        threshold: thresholdOf(options.threshold),
        pairs: options.pairs,
      });
      if (isRefusal(tried)) return endOn(tried);
      return answer(tried.answer, {
        json: options.json ?? false,
        text: () => `${figures(tried.answer)}\n\n${report(tried.matching)}`,
      });
    });
}

function thresholdOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const threshold = Number(text);
  if (threshold > 0 && threshold < 1) return threshold;
  const message = `--threshold wants a probability between 0 and 1, got ${text}.`;
  throw new CommandEnd(exitCodes.refused, message, { code: 'option-unreadable' });
}

function report({ blocking, model, links, clusters }: Matching): string {
  const bits = (match = 1, stranger = 1) => Math.log2(match / stranger).toFixed(1);
  const learnt = model.fields.flatMap((field) =>
    field.levels.map((level, at) => ({
      field: field.name,
      level,
      'in matches': Number((field.match[at] ?? 0).toPrecision(3)),
      'in strangers': Number((field.stranger[at] ?? 0).toPrecision(3)),
      bits: Number(bits(field.match[at], field.stranger[at])),
    })),
  );
  return [
    `${blocking.candidatePairs} of ${blocking.totalPairs} pairs compared; blocking brings together at most ${(blocking.recallAtMost * 100).toFixed(2)} % of the matches (at least ${Math.round(blocking.missedMatchesAtLeast)} missed).`,
    `${links.bits.length} links to merge or review; ${clusters.refused.length} not followed because their clusters contradict each other.`,
    '',
    table(learnt),
    '',
    table(blocking.keys.map((key) => ({ ...key }))),
  ].join('\n');
}
