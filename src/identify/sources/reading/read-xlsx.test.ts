import ExcelJS from 'exceljs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { FileFormat, type XlsxFormat } from './format.ts';
import { openXlsx } from './read-xlsx.ts';

const format = FileFormat.parse({ kind: 'xlsx' }) as XlsxFormat;
const folder = mkdtempSync(join(tmpdir(), 'chacun-xlsx-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function workbook() {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Clients').addRows([
    ['Nom', 'Ville'],
    ['Noël', 'Nîmes'],
  ]);
  const path = join(folder, 'clients.xlsx');
  await book.xlsx.writeFile(path);
  return { path, name: 'clients.xlsx' };
}

const rowsOf = async (file: Awaited<ReturnType<typeof workbook>>) => {
  const { batches } = await openXlsx(file, format);
  const rows: string[][] = [];
  for await (const batch of batches) rows.push(...batch.rows.map((row) => [...row]));
  return rows;
};

type Sheets = () => AsyncIterable<unknown>;
const { xlsx } = ExcelJS.stream;
const Reader = xlsx.WorkbookReader;
afterEach(() => {
  xlsx.WorkbookReader = Reader;
});

/** The next readers are these; afterwards, the real one. Gives how many were made. */
function readers(...next: Sheets[]): () => number {
  let made = 0;
  const make = (...given: ConstructorParameters<typeof Reader>) => {
    made += 1;
    const sheets = next.shift();
    return sheets ? { [Symbol.asyncIterator]: () => sheets()[Symbol.asyncIterator]() } : new Reader(...given);
  };
  xlsx.WorkbookReader = function reader(...given: ConstructorParameters<typeof Reader>) {
    return make(...given);
  } as unknown as typeof Reader;
  return () => made;
}

const broken: Sheets = async function* () {
  yield* [];
  throw new TypeError('no model');
};
const textless: Sheets = async function* () {
  yield { name: 'Clients' };
};

it('begins a reading that lost a part of the archive again, and gives up at last', async () => {
  const file = await workbook();
  const made = readers(broken, textless);
  expect(await rowsOf(file)).toEqual([
    ['Nom', 'Ville'],
    ['Noël', 'Nîmes'],
  ]);
  expect(made()).toBe(3);
  readers(...Array.from({ length: 9 }, () => broken));
  await expect(rowsOf(file)).rejects.toThrow('clients.xlsx: cannot be read as an Excel workbook');
});
