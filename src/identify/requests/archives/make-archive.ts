import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { findCustomer, noSuchCustomer, readSubject } from '#identify/customers';
import { csvLine, csvStart } from '#platform/csv';
import type { Database } from '#platform/database';
import type { Outcome } from '#platform/errors';
import { writeStreamAtomically } from '#platform/files';
import { sha256 } from '#platform/ids';
import type { Warehouse } from '#platform/warehouse';
import { archivePage } from './archive-page.ts';
import type { ArchiveLanguage } from './archive-words.ts';
import { readEverything, type Sheet } from './read-everything.ts';
import { writeZip, type ZipEntry } from './zip.ts';

export type ArchiveNeeds = { readonly db: Database; readonly warehouse: Warehouse; readonly folder: string };

/** An archive that was made: named by the hash of its content, which is its proof. */
export type Archive = {
  readonly sha256: string;
  readonly bytes: number;
  readonly tables: number;
  readonly rows: number;
};

/** Where an archive is kept. */
export const archivePath = (folder: string, hash: string) => join(folder, 'archives', `${hash}.zip`);

/** What a person gave, by what she said and what she did (EDPB guidelines on portability, WP 242): not what was made of it. */
const given = ['identify.person_record', 'identify.consent', 'order_lines', 'events'];

/**
 * Makes the archive of a customer and keeps it. `access`: everything, as a page and as JSON. `portability`: what she gave, as
 * JSON and one CSV a table. The same content makes the same file.
 */
export async function makeArchive(
  needs: ArchiveNeeds,
  input: {
    readonly customerId: number;
    readonly kind: 'access' | 'portability';
    readonly language: ArchiveLanguage;
    readonly at: Date;
  },
): Promise<Outcome<Archive>> {
  const customer = await findCustomer(needs.db, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const { emails } = await readSubject(needs.db, customer);
  const all = await readEverything(needs, { ...customer, emails });
  const sheets = input.kind === 'access' ? all : all.filter(({ table }) => given.includes(table));
  const madeOn = input.at.toISOString();
  const about = { madeOn, customerId: customer.customerId };
  const data = { ...about, tables: Object.fromEntries(sheets.map(({ table, rows }) => [table, rows])) };
  const json = entry('data.json', `${JSON.stringify(data, undefined, 1)}\n`);
  const zip = writeZip(
    input.kind === 'access'
      ? [entry('data.html', archivePage(sheets, { language: input.language, madeOn })), json]
      : [json, ...sheets.map((sheet) => entry(`${sheet.table}.csv`, csvOf(sheet)))],
  );
  const hash = sha256(zip);
  await mkdir(join(needs.folder, 'archives'), { recursive: true, mode: 0o700 });
  await writeStreamAtomically(archivePath(needs.folder, hash), [zip]);
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  return { sha256: hash, bytes: zip.length, tables: sheets.length, rows };
}

const entry = (name: string, text: string): ZipEntry => ({ name, bytes: Buffer.from(text) });

function csvOf({ rows }: Sheet): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value: unknown) =>
    typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as string | number | null);
  const lines = rows.map((row) => csvLine(columns.map((name) => cell(row[name]))));
  return csvStart + csvLine(columns) + lines.join('');
}
