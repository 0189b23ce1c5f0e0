import { parse } from 'csv-parse/sync';
import { assert, array, constantFrom, integer, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RowBatch } from './row-batch.ts';
import { createCsvSplitter } from './split-csv.ts';

type Rules = Parameters<typeof createCsvSplitter>[0];
const comma: Rules = { delimiter: ',', quote: '"', lineEnd: 'lf' };

/** Reads a text given in pieces of `size` characters, as a file comes in blocks. */
function read(text: string, rules = comma, size = text.length + 1, limit?: number): RowBatch {
  const splitter = createCsvSplitter(rules, limit);
  const batches: RowBatch[] = [];
  for (let at = 0; at < text.length; at += size) batches.push(splitter.push(text.slice(at, at + size)));
  batches.push(splitter.end());
  const all: RowBatch = { lines: [], rows: [], faults: new Map() };
  for (const batch of batches) {
    for (const [index, fault] of batch.faults) all.faults.set(all.rows.length + index, fault);
    all.rows.push(...batch.rows);
    all.lines.push(...batch.lines);
  }
  return all;
}

const value = string({
  unit: constantFrom('a', 'é', '€', '"', ',', ';', '\n', '\r', ' ', '1', '😀'),
  maxLength: 6,
});
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe('splitting delimited text', () => {
  it('reads back what RFC 4180 writes, whatever the values, the line ends and the blocks', () => {
    const written = record({
      rows: array(
        array(record({ value, always: constantFrom(true, false) }), { minLength: 2, maxLength: 4 }),
        {
          maxLength: 8,
        },
      ),
      lineEnd: constantFrom('\n', '\r\n'),
      delimiter: constantFrom(',', ';', '\t'),
      size: integer({ min: 1, max: 20 }),
    });
    assert(
      property(written, ({ rows, lineEnd, delimiter, size }) => {
        const text = rows
          .map((row) =>
            row
              .map((item) =>
                item.always || /[",;\t\r\n]/.test(item.value) ? quoted(item.value) : item.value,
              )
              .join(delimiter),
          )
          .join(lineEnd);
        const answer = read(text, { ...comma, delimiter }, size);
        expect(answer.faults.size).toBe(0);
        expect(answer.rows).toEqual(rows.map((row) => row.map((item) => item.value)));
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with csv-parse on any text of commas, quotes and line ends that csv-parse reads', () => {
    const anyText = string({ unit: constantFrom('a', 'b', '"', '"', ',', '\n', '\n'), maxLength: 24 });
    let compared = 0;
    assert(
      property(anyText, integer({ min: 1, max: 8 }), (text, size) => {
        const ours = read(text, comma, size);
        let theirs: string[][];
        try {
          theirs = parse(text, { relax_column_count: true, skip_empty_lines: true, record_delimiter: '\n' });
        } catch {
          // csv-parse stops at the first fault. We go on, and must have seen one, unless it is a quote inside a plain value.
          expect(ours.faults.size > 0 || /[^,\n"]"|""+[^,\n]/.test(text)).toBe(true);
          return;
        }
        compared += 1;
        expect(ours.faults.size).toBe(0);
        expect(ours.rows).toEqual(theirs);
      }),
      { numRuns: 5000 },
    );
    expect(compared).toBeGreaterThan(1000);
  });

  it('says on which line each row starts', () => {
    expect(read('a,b\r\n"x\ny",2\n\n3,4').lines).toEqual([1, 2, 5]);
  });

  it('refuses one line for a broken quote and reads on at the next', () => {
    const answer = read('a,b\n"x"y,1\n2,3\n"never closed,4\n5,6\n');
    expect(answer.rows.map((row) => row[0])).toEqual(['a', '"x"y,1', '2', '"never closed,4', '5']);
    expect([...answer.faults.keys()]).toEqual([1, 3]);
    expect(answer.faults.get(1)?.message).toContain('Column 1');
    expect(answer.faults.get(3)?.message).toContain('never closed');
  });

  it('keeps quotes inside values that do not start with one', () => {
    expect(read('12" vinyl,x').rows).toEqual([['12" vinyl', 'x']]);
  });

  it.each([7, 64, 5000])('refuses a line over the bound without holding it, in blocks of %i', (size) => {
    const answer = read(`a,b\n${'x'.repeat(3000)}\n1,2\n`, comma, size, 1000);
    expect(answer.lines).toEqual([1, 2, 3]);
    expect(answer.faults.get(1)?.code).toBe('line-too-long');
    expect(answer.rows[2]).toEqual(['1', '2']);
  });

  it.each([7, 64, 5000])(
    'refuses a quote left open over the bound, then reads the lines after, in blocks of %i',
    (size) => {
      const answer = read(`a,b\n"open,1\n${'1,2\n'.repeat(600)}`, comma, size, 1000);
      expect(answer.rows).toHaveLength(602);
      expect([...answer.faults.keys()]).toEqual([1]);
      expect(answer.faults.get(1)?.code).toBe('broken-quotes');
    },
  );

  it('reads carriage returns alone as line ends when told so', () => {
    expect(read('a,b\r"1\r2",3\r', { ...comma, lineEnd: 'cr' }).rows).toEqual([
      ['a', 'b'],
      ['1\r2', '3'],
    ]);
  });
});
