import { emptyBatch, longestLine, type RowBatch, type Splitter } from './row-batch.ts';

type Rules = { readonly delimiter: string; readonly quote: string; readonly lineEnd: 'lf' | 'cr' };

/** Where reading stands: `rest` starts at a row's first character, on line `line`. */
type State = { rest: string; line: number; skipping: boolean };

/** A row in quotes: its values and where the next one starts; or what is wrong; or that its end has not come yet. */
type Quoted =
  | { readonly is: 'row'; readonly values: string[]; readonly next: number; readonly lineEnds: number }
  | { readonly is: 'unfinished' }
  | { readonly is: 'broken'; readonly column: number };

/**
 * Splits delimited text into rows after RFC 4180, as fast as plain `split` where no quote is near. Wider than the RFC:
 * any delimiter, LF or CR LF (or CR alone), quotes inside a value that does not start with one are ordinary characters.
 * Never holds more than `limit` characters of one row: a longer line is a fault, and so is a quote never closed within it;
 * reading goes on at the next line. Blank lines are passed over.
 */
export function createCsvSplitter(rules: Rules, limit = longestLine): Splitter {
  const state: State = { rest: '', line: 1, skipping: false };
  return {
    push: (text) => split(state, rules, text, limit, false),
    end: () => split(state, rules, '', limit, true),
    waiting: () => state.rest.length,
  };
}

function split(state: State, rules: Rules, added: string, limit: number, ended: boolean): RowBatch {
  const batch = emptyBatch();
  const lineEnd = rules.lineEnd === 'lf' ? '\n' : '\r';
  let text = state.rest + added;
  if (ended && text !== '' && !text.endsWith(lineEnd)) text += lineEnd;
  let at = 0;
  let quoteAt = rules.quote === '' ? -1 : text.indexOf(rules.quote);
  while (at < text.length) {
    const end = text.indexOf(lineEnd, at);
    if (state.skipping) {
      if (end === -1) break;
      state.skipping = false;
      state.line += 1;
      at = end + 1;
      continue;
    }
    if (quoteAt !== -1 && quoteAt < at) quoteAt = text.indexOf(rules.quote, at);
    if (quoteAt === -1 || (end !== -1 && quoteAt > end)) {
      if (end === -1) break;
      addPlain(batch, state, text, at, end, rules.delimiter, limit);
      at = end + 1;
      continue;
    }
    const row = readQuoted(text, at, rules, lineEnd);
    if (row.is === 'row') {
      if (row.next - at > limit) addFault(batch, state, text.slice(at, at + 200), tooLong(limit));
      else add(batch, state.line, row.values);
      state.line += row.lineEnds;
      at = row.next;
      continue;
    }
    const given = row.is === 'broken' || ended || text.length - at > limit;
    if (!given || end === -1) break;
    const column = row.is === 'broken' ? row.column : text.slice(at, end).split(rules.delimiter).length;
    addFault(batch, state, text.slice(at, end), brokenQuotes(column, row.is === 'unfinished'));
    state.line += 1;
    at = end + 1;
  }
  state.rest = state.skipping ? '' : text.slice(at);
  if (state.rest.length > limit && state.rest.indexOf(lineEnd) === -1) {
    addFault(batch, state, state.rest.slice(0, 200), tooLong(limit));
    state.skipping = true;
    state.rest = '';
  }
  return batch;
}

function add(batch: RowBatch, line: number, values: string[]): void {
  batch.lines.push(line);
  batch.rows.push(values);
}

function addPlain(
  batch: RowBatch,
  state: State,
  text: string,
  at: number,
  end: number,
  delimiter: string,
  limit: number,
): void {
  const stop = end > at && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  if (stop - at > limit) addFault(batch, state, text.slice(at, at + 200), tooLong(limit));
  else if (stop > at) add(batch, state.line, text.slice(at, stop).split(delimiter));
  state.line += 1;
}

function addFault(batch: RowBatch, state: State, shown: string, fault: { code: string; message: string }) {
  batch.faults.set(batch.rows.length, fault);
  add(batch, state.line, [shown]);
}

const tooLong = (limit: number) => ({
  code: 'line-too-long',
  message: `The line is longer than ${limit} characters. Check the delimiter, the quotes and the line ends of the file.`,
});

const brokenQuotes = (column: number, unclosed: boolean) => ({
  code: 'broken-quotes',
  message: unclosed
    ? `The quote opened in column ${column} or after it is never closed.`
    : `Column ${column} has text after its closing quote. A quote inside a quoted value is written twice.`,
});

function readQuoted(text: string, start: number, rules: Rules, lineEnd: string): Quoted {
  const values: string[] = [];
  let lineEnds = 0;
  let at = start;
  for (;;) {
    if (text[at] !== rules.quote) {
      const stop = plainStop(text, at, rules.delimiter, lineEnd);
      if (stop === -1) return { is: 'unfinished' };
      const last = text[stop] === lineEnd;
      values.push(text.slice(at, last && text[stop - 1] === '\r' && stop > at ? stop - 1 : stop));
      if (last) return { is: 'row', values, next: stop + 1, lineEnds: lineEnds + 1 };
      at = stop + 1;
      continue;
    }
    const field = quotedValue(text, at + 1, rules.quote);
    if (field === undefined) return { is: 'unfinished' };
    values.push(field.value);
    for (let end = field.value.indexOf(lineEnd); end !== -1; end = field.value.indexOf(lineEnd, end + 1))
      lineEnds += 1;
    at = field.next;
    if (text[at] === '\r' && lineEnd === '\n') {
      if (at + 1 >= text.length) return { is: 'unfinished' };
      if (text[at + 1] === '\n') at += 1;
    }
    if (at >= text.length) return { is: 'unfinished' };
    if (text[at] === lineEnd) return { is: 'row', values, next: at + 1, lineEnds: lineEnds + 1 };
    if (text[at] !== rules.delimiter) return { is: 'broken', column: values.length };
    at += 1;
  }
}

function plainStop(text: string, from: number, delimiter: string, lineEnd: string): number {
  const sign = delimiter.charCodeAt(0);
  const end = lineEnd.charCodeAt(0);
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === sign || code === end) return at;
  }
  return -1;
}

/** The value after an opening quote and the position after the closing one; undefined when that is not there yet. */
function quotedValue(text: string, from: number, quote: string): { value: string; next: number } | undefined {
  let value = '';
  for (let start = from; ; ) {
    const close = text.indexOf(quote, start);
    // A quote as the very last character may be the first of two: only what follows can tell.
    if (close === -1 || close + 1 >= text.length) return undefined;
    value += text.slice(start, close);
    if (text[close + 1] !== quote) return { value, next: close + 1 };
    value += quote;
    start = close + 2;
  }
}
