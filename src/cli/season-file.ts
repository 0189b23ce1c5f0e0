import { type Outcome, refuse } from '../platform/errors/index.ts';
import { numberOf, readTable } from './transaction-file.ts';

/**
 * Reads how busy the months are from a CSV file with a heading: `month,weight` with months from 1 to 12, or `date,weight` with 2010-11 or
 * 2010-11-01. Several years are averaged month by month. Answers twelve weights, January first. Refuses months without a weight, years that are not
 * whole (some months would weigh by the trend), and names the line of what cannot be read.
 */
export const readSeasonFile = (file: string): Promise<Outcome<readonly number[]>> =>
  readTable(file, undefined, async ({ columns, batches }) => {
    const [when, weighs] = [['month', 'date'], ['weight']].map((wanted) =>
      columns.findIndex((name) => wanted.includes(name.toLowerCase())),
    );
    if (when === undefined || weighs === undefined || when < 0 || weighs < 0) {
      const message = `${file} wants the columns month (1 to 12) or date, and weight; it has ${columns.join(', ')}.`;
      return refuse('invalid', 'column-missing', message, { columns });
    }
    const months = Array.from({ length: 12 }, (): number[] => []);
    for await (const { rows, lines } of batches) {
      for (const [place, row] of rows.entries()) {
        const month = monthOf(row[when] ?? '');
        const weight = numberOf(row[weighs] ?? '');
        if (month === null || !(weight > 0)) {
          const fault =
            month === null
              ? `no month in "${row[when] ?? ''}"`
              : `no weight above 0 in "${row[weighs] ?? ''}"`;
          const line = lines[place] ?? 0;
          return refuse('invalid', 'line-unreadable', `Line ${line}: ${fault}.`, { line });
        }
        months[month - 1]?.push(weight);
      }
    }
    return meanOf(file, months);
  });

function meanOf(file: string, months: readonly (readonly number[])[]): Outcome<readonly number[]> {
  const years = Math.max(...months.map((weights) => weights.length));
  const lacking = months.flatMap((weights, month) => (weights.length < years ? [month + 1] : []));
  if (years === 0 || lacking.length > 0) {
    const message = `${file} wants whole years: every month as many times as the others. Too few of month ${lacking.join(', ')}.`;
    return refuse('invalid', 'months-missing', message, { months: lacking });
  }
  return months.map((weights) => weights.reduce((sum, weight) => sum + weight, 0) / years);
}

function monthOf(text: string): number | null {
  const found = /^(?:\d{4}-)?(\d{1,2})(?:-\d{2})?$/.exec(text);
  const month = Number(found?.[1]);
  return month >= 1 && month <= 12 ? month : null;
}
