import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, describe, expect, it } from 'vitest';
import { orThrow } from '#platform/errors';
import { detectFormat } from './detect-format.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-detect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function file(content: string | Buffer, name = 'file.csv') {
  files += 1;
  const path = join(folder, String(files));
  writeFileSync(path, content);
  return { path, name };
}
const detect = async (content: string | Buffer) => orThrow(await detectFormat(file(content), 'Europe/Paris'));

const shop =
  'N° carte;Prénom;Date d’adhésion;Montant HT\r\n12;Zoé;31/12/2026 17:42;1\u00a0234,56\r\n13;Élise;02/01/2026 08:00;3,10\r\n';

describe('the encoding', () => {
  it.each([
    ['windows-1252', iconv.encode(shop, 'win1252'), 0.8],
    ['utf-8', Buffer.from(shop), 0.95],
    ['utf-8', Buffer.from(`\ufeff${shop}`), 1],
    ['utf-16le', iconv.encode(shop, 'utf-16le', { addBOM: true }), 1],
    ['utf-16le', iconv.encode(shop, 'utf-16le', { addBOM: false }), 0.85],
    ['utf-16be', iconv.encode(shop, 'utf-16be', { addBOM: false }), 0.85],
  ])('%s is seen', async (encoding, bytes, least) => {
    const { format, confidence } = await detect(bytes);
    expect(format).toMatchObject({ kind: 'csv', encoding, delimiter: ';', header: true, decimal: ',' });
    expect(format.date).toBe('dd/MM/yyyy HH:mm');
    expect(confidence.encoding).toBeGreaterThanOrEqual(least);
  });

  it('is UTF-8 when the sample ends inside a character, and the same inside gzip', async () => {
    const bytes = Buffer.from(`a,b\n${'é,1\n'.repeat(100_000)}`);
    expect((await detect(bytes)).format).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
    expect((await detect(bytes.subarray(0, 200_000 - 3))).format).toMatchObject({ encoding: 'utf-8' });
    expect((await detect(gzipSync(bytes))).format).toMatchObject({ encoding: 'utf-8', delimiter: ',' });
  });
});

describe('delimiter and header', () => {
  it('a decimal comma in every row does not pass for the delimiter', async () => {
    const { format } = await detect('code;prix;stock\nA1;12,50;3\nA2;9,90;7\nA3;1,10;12\n');
    expect(format).toMatchObject({ delimiter: ';', decimal: ',', header: true });
  });

  it('a table without a header is seen to have none', async () => {
    const { format, confidence } = await detect(
      '17,ada@example.org,2026-01-03\n18,bob@example.org,2026-01-04\n',
    );
    expect(format).toMatchObject({ delimiter: ',', header: false });
    expect(confidence.header).toBeGreaterThan(0.8);
  });

  it('titles above the table are passed over', async () => {
    const { format } = await detect('Export du 3 mars\n\nCode client;Nom;Ville\n1;Roy;Lyon\n2;Petit;Brest\n');
    expect(format).toMatchObject({ delimiter: ';', skipLines: 2, header: true });
  });

  it('is found in whatever texts, quoted as they must be', async () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '.', '\n', '7', '-') });
    const rows = fc.array(fc.tuple(cell, cell, cell, cell), { minLength: 5, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(',', ';', '\t', '|'), rows, async (delimiter, table) => {
        const text = [['Nom', 'Prénom', 'Ville', 'E-mail'], ...table]
          .map((row) => row.map((each) => `"${each.replaceAll('"', '""')}"`).join(delimiter))
          .join('\n');
        const { format } = await detect(text);
        expect(format).toMatchObject({ kind: 'csv', delimiter, header: true });
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});

describe('dates and decimals', () => {
  it.each([
    ['dd/MM/yyyy', '13/02/2026', '01/02/2026', 0.9],
    ['MM/dd/yyyy', '02/13/2026', '01/02/2026', 0.9],
    ['dd/MM/yyyy', '01/02/2026', '03/04/2026', 0.5],
    ['dd.MM.yyyy HH:mm', '31.12.2026 23:59', '01.02.2026 00:00', 0.9],
    ['iso', '2026-12-31T16:42:00Z', '2026-01-01T00:00:00Z', 0.9],
  ])('%s is told from %s', async (pattern, one, other, least) => {
    const { format, confidence } = await detect(`order,date\n1,${one}\n2,${other}\n`);
    expect(format.date).toBe(pattern);
    expect(confidence.date).toBeGreaterThanOrEqual(least);
    expect(confidence.date > 0.7).toBe(least > 0.7);
  });

  it('a thousand that may be a decimal proves nothing', async () => {
    const { confidence } = await detect('sku|price\nA|1,234\nB|5,678\n');
    expect(confidence.decimal).toBeLessThanOrEqual(0.5);
  });
});

describe('other kinds', () => {
  it('JSON lines and fixed width', async () => {
    expect((await detect('{"id":1,"at":"2026-01-01"}\n{"id":2}\n')).format.kind).toBe('json-lines');
    const lines = [
      '  1 ROY      19970101  12.50',
      ' 22 PETIT    19970118   7.00',
      '103 MARTIN   19970202 120.99',
    ];
    const { format } = await detect([...lines, ...lines].join('\n'));
    expect(format).toMatchObject({ kind: 'fixed', date: 'yyyyMMdd', decimal: '.' });
    expect(format.kind === 'fixed' && format.columns.length).toBe(4);
  });

  it.each([
    ['empty-file', ''],
    ['json-array', '[{"id":1},{"id":2}]'],
    ['old-excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3])],
    ['not-a-table', '%PDF-1.7'],
  ])('%s is refused in words', async (code, content) => {
    expect(await detectFormat(file(content), 'UTC')).toMatchObject({ refused: true, code });
  });
});
