import type { FileFormat } from '../reading/format.ts';
import { profileColumns } from './column-profile.ts';
import type { Guess } from './detect-encoding.ts';
import type { SampleRow } from './sample-rows.ts';

export type Writing = {
  readonly decimal: Guess<'.' | ','>;
  readonly date: Guess<string>;
  readonly timeZone: string;
};

/**
 * How numbers and dates are written throughout a file, from sample rows. Without a number that proves it, the decimal sign is the
 * one that goes with the delimiter. `timeZone` is taken for times that say none.
 */
export function detectWriting(
  columns: readonly string[],
  rows: readonly SampleRow[],
  format: FileFormat,
  timeZone: string,
): Writing {
  const profiles = profileColumns(columns, rows);
  const comma = profiles.reduce((sum, { decimals }) => sum + decimals.comma, 0);
  const point = profiles.reduce((sum, { decimals }) => sum + decimals.point, 0);
  const usual = format.kind === 'csv' && format.delimiter === ';' ? ',' : '.';
  const decimal =
    comma + point === 0
      ? ({ value: usual, confidence: 0.5 } as const)
      : ({ value: comma > point ? ',' : '.', confidence: Math.max(comma, point) / (comma + point) } as const);
  const dated = profiles.flatMap(({ dates }) => (dates === undefined ? [] : [dates]));
  const [most] = dated.sort((one, other) => other.read - one.read);
  const timed = dated.some(({ withTime }) => withTime);
  return {
    decimal: { ...decimal, confidence: Math.min(0.99, decimal.confidence) },
    date:
      most === undefined
        ? { value: 'iso', confidence: 0.3 }
        : { value: most.pattern, confidence: most.confidence },
    timeZone: timed ? timeZone : 'UTC',
  };
}
