import { decode } from 'iconv-lite';
import { expect, test } from 'vitest';
import { delimited, encodeRows, frenchAmount, plainAmount, utf8, windows1252 } from './encode-rows.ts';

test('Windows-1252 bytes read back by an independent decoder', () => {
  const text = 'Élève à l’œuvre : 1\u00a0234,56 € – Ÿ Œ ß ñ';
  expect(decode(Buffer.from(windows1252(text)), 'windows-1252')).toBe(text);
  expect(() => windows1252('日本')).toThrow('U+65e5');
});

test('amounts from cents', () => {
  expect([5, -5, 123456, -123456789].map(plainAmount)).toEqual(['0.05', '-0.05', '1234.56', '-1234567.89']);
  expect([5, 99999, 123456, -123456789].map(frenchAmount)).toEqual([
    '0,05',
    '999,99',
    '1\u00a0234,56',
    '-1\u00a0234\u00a0567,89',
  ]);
});

test('fields with delimiter, quote or line end are quoted', () => {
  expect(delimited(['a;b', 'say "hi"', 'two\nlines', 'plain,'], ';')).toBe(
    '"a;b";"say ""hi""";"two\nlines";plain,',
  );
});

test('chunks hold whole rows and miss none', () => {
  const rows = Array.from({ length: 20_000 }, (_, i) => `row ${i}`);
  const chunks = [...encodeRows(rows, '\n', utf8)].map((chunk) => new TextDecoder().decode(chunk));
  expect(chunks.length).toBeGreaterThan(1);
  expect(chunks.every((chunk) => chunk.endsWith('\n'))).toBe(true);
  expect(chunks.join('')).toBe(`${rows.join('\n')}\n`);
});
