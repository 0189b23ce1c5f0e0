import type { CsvFormat } from '../reading/format.ts';
import { createCsvSplitter } from '../reading/split-csv.ts';
import type { Guess } from './detect-encoding.ts';

type Delimited = {
  readonly delimiter: string;
  readonly lineEnd: CsvFormat['lineEnd'];
  readonly skipLines: number;
};

/** Tried in this order: where two fit alike the one that is rarer inside values wins. */
const candidates = ['\t', ';', '|', ','];
const rowsLooked = 1000;
const preambleMost = 20;

/**
 * The delimiter that gives most rows the same number of fields, quotes heeded; more fields count for a little more. Also the
 * lines before the first row of that width (titles above a table). Sure in the measure in which the rows agree and no
 * other candidate does as well; undefined when no candidate splits the rows at all.
 */
export function detectDelimiter(text: string): Guess<Delimited> | undefined {
  const lineEnd = text.includes('\n') || !text.includes('\r') ? 'lf' : 'cr';
  const looked = firstLines(text, lineEnd === 'lf' ? '\n' : '\r');
  const tried = candidates
    .map((delimiter) => ({ delimiter, ...fit(looked, delimiter, lineEnd) }))
    .filter(({ width }) => width > 1)
    .sort((one, other) => other.score - one.score);
  const [best, second] = tried;
  if (best === undefined) return undefined;
  const doubt = second === undefined ? 0 : Math.max(0, 0.3 - (best.score - second.score));
  return {
    value: { delimiter: best.delimiter, lineEnd, skipLines: best.skipLines },
    confidence: Math.max(0.1, Math.min(0.99, best.agreement) - doubt),
  };
}

function firstLines(text: string, lineEnd: string): string {
  let end = 0;
  for (let line = 0; line < rowsLooked; line += 1) {
    const next = text.indexOf(lineEnd, end);
    if (next === -1) return text;
    end = next + 1;
  }
  return text.slice(0, end);
}

type Fit = {
  readonly width: number;
  readonly agreement: number;
  readonly skipLines: number;
  readonly score: number;
};

function fit(text: string, delimiter: string, lineEnd: 'lf' | 'cr'): Fit {
  const splitter = createCsvSplitter({ delimiter, quote: '"', lineEnd });
  const parts = [splitter.push(text), splitter.end()];
  const widths = parts.flatMap(({ rows, faults }) =>
    rows.map((row, index) => (faults.has(index) ? 0 : row.length)),
  );
  const lines = parts.flatMap((part) => part.lines);
  const width = mostFrequent(widths.filter((each) => each > 0));
  const first = widths.indexOf(width);
  const preamble = width > 2 && first > 0 && first <= preambleMost ? first : 0;
  const agreeing = widths.filter((each) => each === width).length;
  const agreement = agreeing / Math.max(1, widths.length - preamble);
  const firstAgrees = widths[preamble] === width ? 0 : 0.3;
  const rank = (candidates.length - candidates.indexOf(delimiter)) * 0.02;
  return {
    width,
    agreement,
    skipLines: preamble === 0 ? 0 : (lines[preamble] ?? 1) - 1,
    score: agreement * Math.sqrt(1 - 1 / Math.max(1, width)) - firstAgrees + rank,
  };
}

function mostFrequent(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  let best = 0;
  for (const [width, count] of counts)
    if (count > (counts.get(best) ?? 0) || (count === counts.get(best) && width > best)) best = width;
  return best;
}
