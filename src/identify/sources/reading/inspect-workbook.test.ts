import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32, createDeflateRaw } from 'node:zlib';
import ExcelJS from 'exceljs';
import { afterAll, expect, it } from 'vitest';
import { orThrow } from '#platform/errors';
import { FileFormat } from './format.ts';
import { inspectWorkbook, usualBounds } from './inspect-workbook.ts';
import { openRows } from './open-rows.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-workbook-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const format = FileFormat.parse({ kind: 'xlsx' });

function kept(bytes: Uint8Array) {
  const file = { path: join(folder, 'clients.xlsx'), name: 'clients.xlsx' };
  writeFileSync(file.path, bytes);
  return file;
}

/** A zip archive of parts given piece by piece; only what a reader that streams looks at. */
async function zipped(parts: Readonly<Record<string, Iterable<string>>>) {
  const archive: Buffer[] = [];
  for (const [path, pieces] of Object.entries(parts)) {
    let [size, crc] = [0, 0];
    function* counted() {
      for (const piece of pieces) {
        size += piece.length;
        crc = crc32(piece, crc);
        yield piece;
      }
    }
    const packed = await buffer(Readable.from(counted()).pipe(createDeflateRaw()));
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(8, 8);
    header.writeUInt32LE(crc, 14);
    header.writeUInt32LE(packed.length, 18);
    header.writeUInt32LE(size, 22);
    header.writeUInt16LE(path.length, 26);
    archive.push(header, Buffer.from(path), packed);
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  return kept(Buffer.concat([...archive, end]));
}

function* again(piece: string, times: number) {
  for (let time = 0; time < times; time += 1) yield piece;
}

const sheet = (cells: Iterable<string>) => ({
  'xl/worksheets/sheet1.xml': (function* () {
    yield '<worksheet><sheetData><row r="1">';
    yield* cells;
    yield '</row></sheetData></worksheet>';
  })(),
});

async function workbook() {
  const book = new ExcelJS.Workbook();
  const rows = book.addWorksheet('Clients');
  rows.addRow(['Code', 'Nom']);
  for (let row = 0; row < 2000; row += 1) rows.addRow([`C${row}`, `Nom ${row}`]);
  return kept(new Uint8Array(await book.xlsx.writeBuffer()));
}

it('lets an ordinary workbook through, which then reads as ever', async () => {
  const file = await workbook();
  await inspectWorkbook(file);
  const rows = orThrow(await openRows(file, format));
  let count = 0;
  for await (const batch of rows.batches) count += batch.rows.length;
  expect([rows.columns, count]).toEqual([['Code', 'Nom'], 2000]);
});

it.each([
  ['texts', 'xl/sharedStrings.xml', 20_000],
  ['row', 'a row of xl/worksheets/sheet1.xml', 40],
  ['others', '[Content_Types].xml', 100],
  ['total', 'it', 50_000],
] as const)('names the part that is beyond the bound of %s', async (bound, part, bytes) => {
  const file = await workbook();
  await expect(inspectWorkbook(file, { ...usualBounds, [bound]: bytes })).rejects.toThrow(
    `clients.xlsx: unpacked, ${part}`,
  );
});

it('refuses an archive of kilobytes that holds gigabytes as soon as it shows, without holding it', async () => {
  const texts = again(`<si><t>${'a'.repeat(65_000)}</t></si>`, 6_000);
  const file = await zipped({ 'xl/sharedStrings.xml': texts });
  const before = process.memoryUsage().rss;
  await expect(openRows(file, format)).rejects.toThrow(/clients\.xlsx: unpacked, .* more than 200 times/);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
});

it('refuses a row that never ends, also one that comments pretend to end', async () => {
  const cell = '<c t="inlineStr"><is><t>x</t></is></c>';
  const rowBound = { ...usualBounds, row: 100_000 };
  for (const end of ['', '<!-- <row -->']) {
    const file = await zipped(sheet(again(cell + end, 10_000)));
    await expect(inspectWorkbook(file, rowBound)).rejects.toThrow('a row of xl/worksheets/sheet1.xml');
  }
  const rows = await zipped(sheet(again(`${cell}</row><row>`, 10_000)));
  await inspectWorkbook(rows, rowBound);
});

it('refuses a cell right of the last column Excel has, wherever a block ends', async () => {
  for (const before of [0, 16_370, 16_375, 16_380, 65_520]) {
    const file = await zipped(sheet(['<c r="XFD1"/>', ' '.repeat(before), '<c r="AAAAB1"><v>1</v></c>']));
    await expect(openRows(file, format)).rejects.toThrow("right of Excel's last column");
  }
});

it('says of what is no workbook that it is none', async () => {
  const file = kept(Buffer.from('PK\u0003\u0004 and then nothing that a zip has'));
  await expect(openRows(file, format)).rejects.toThrow('clients.xlsx: cannot be read as an Excel workbook');
});
