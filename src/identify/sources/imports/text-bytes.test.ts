import { assert, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { createTextBytes } from './text-bytes.ts';

const signs: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

it('writes any text as UTF-8 with what TabSeparated needs escaped', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 30 }), string({ maxLength: 10 }), (text, more) => {
      const value = `${text}\t\\é${more}`;
      const bytes = createTextBytes();
      bytes.row([value, null, '', value], '1');
      const escaped = value.replace(/[\\\t\n\r]/g, (sign) => signs[sign] ?? sign);
      expect(bytes.bytes().toString()).toBe(`${escaped}\t\\N\t\t${escaped}\t1\n`);
    }),
  );
});

it('grows past its first megabyte', () => {
  const bytes = createTextBytes();
  for (let count = 0; count < 200_000; count += 1) bytes.row(['8 signs.'], '');
  expect(bytes.used()).toBe(2_000_000);
  expect(bytes.bytes().subarray(-10).toString()).toBe('8 signs.\t\n');
});
