import { z } from 'zod';

export const Encoding = z.enum(['utf-8', 'latin1', 'windows-1252', 'utf-16le', 'utf-16be']);
export type Encoding = z.infer<typeof Encoding>;

/** How values are written throughout the file; a field of the mapping may say otherwise for itself. */
const writing = {
  decimal: z.enum(['.', ',']).default('.').meta({ description: 'The sign before decimals.' }),
  date: z
    .string()
    .default('iso')
    .meta({ description: '"iso", or a pattern of yyyy yy MM dd HH mm ss SSS such as dd/MM/yyyy HH:mm.' }),
  timeZone: z
    .string()
    .default('UTC')
    .refine(isTimeZone, 'is not a time zone: write one such as Europe/Paris')
    .meta({ description: 'Zone of times written without one.' }),
};

const text = { encoding: Encoding.default('utf-8') };

const rows = {
  header: z.boolean().default(true).meta({ description: 'The first row names the columns.' }),
  skipLines: z.number().int().min(0).max(1000).default(0).meta({ description: 'Lines before the header.' }),
  ragged: z.boolean().default(false).meta({ description: 'Rows may leave out their last columns.' }),
};

const FixedColumn = z.strictObject({
  name: z.string().min(1),
  start: z.number().int().min(1).meta({ description: 'Position of the first character, from 1.' }),
  width: z.number().int().min(1),
});

/** How to read a file, whatever it holds. */
export const FileFormat = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('csv'),
    ...text,
    delimiter: z.string().length(1).default(','),
    quote: z.string().max(1).default('"').meta({ description: 'Empty: quotes are ordinary characters.' }),
    lineEnd: z.enum(['lf', 'cr']).default('lf').meta({ description: 'lf also reads CR LF.' }),
    ...rows,
    ...writing,
  }),
  z.strictObject({
    kind: z.literal('fixed'),
    ...text,
    columns: z.array(FixedColumn).min(1),
    skipLines: rows.skipLines,
    ...writing,
  }),
  z.strictObject({ kind: z.literal('json-lines'), ...text, ...writing }),
  z.strictObject({
    kind: z.literal('xlsx'),
    sheet: z.string().optional().meta({ description: 'Name of the sheet; the first one when left out.' }),
    ...rows,
    ...writing,
  }),
]);
export type FileFormat = z.infer<typeof FileFormat>;
export type CsvFormat = Extract<FileFormat, { kind: 'csv' }>;
export type FixedFormat = Extract<FileFormat, { kind: 'fixed' }>;
export type TextFormat = Exclude<FileFormat, { kind: 'xlsx' }>;
export type XlsxFormat = Extract<FileFormat, { kind: 'xlsx' }>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
