import type { Command } from 'commander';
import { ask } from './ask-route.ts';
import { CommandEnd, exitCodes } from './output.ts';
import type { Program } from './program.ts';

type Dated = { snapshotId?: string; asOf?: string };
type Kept = { snapshotId: number; asOf: string };

/** Gives a command the options of a kept date: by its number, or as of a day. */
export function addKeptDate(command: Command): Command {
  return command
    .option('--snapshot-id <n>', 'a kept date, by its number in "value portfolio dates"')
    .option('--as-of <day>', 'the last date kept by the end of a day (UTC), as 2026-01-31');
}

/** The same words with the number of the kept date they mean, if any. Ends the command on a day that is none, or before everything kept. */
export async function atKeptDate<Words extends Dated>(
  program: Pick<Program, 'call'>,
  { asOf, ...words }: Words,
): Promise<Omit<Words, 'asOf'>> {
  if (asOf === undefined) return words;
  if (words.snapshotId !== undefined) throw refused('Say --snapshot-id or --as-of, not both.');
  const { items } = await ask<{ items: Kept[] }>(program, {
    ...{ method: 'GET', path: '/api/v1/portfolio/snapshots' },
  });
  const snapshotId = String(lastBy(asOf, items).snapshotId);
  return { ...words, snapshotId };
}

/** The last of the kept dates (the newest computed first) by the end of a day. */
export function lastBy(day: string, kept: readonly Kept[]): Kept {
  const begins = /^\d{4}-\d\d-\d\d$/.test(day) ? new Date(`${day}T00:00:00Z`) : undefined;
  // 31 February is taken for 3 March by dates.
  if (begins === undefined || Number.isNaN(begins.getTime()) || !begins.toISOString().startsWith(day))
    throw refused(`--as-of takes a day, as 2026-01-31: "${day}" is none.`);
  const dates = kept.toSorted((a, b) => Date.parse(b.asOf) - Date.parse(a.asOf));
  const last = dates.find((one) => Date.parse(one.asOf) < begins.getTime() + 86_400_000);
  if (last !== undefined) return last;
  const first = dates.at(-1);
  throw refused(
    first === undefined
      ? 'No value has been computed yet: run "chacun value refresh".'
      : `No value is kept of ${day} or before: the first date kept is ${first.asOf.slice(0, 10)}.`,
  );
}

const refused = (message: string) => new CommandEnd(exitCodes.refused, message);
