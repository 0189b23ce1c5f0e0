import { stat } from 'node:fs/promises';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { DetectReply } from '../api.ts';
import { FileFormat } from '../reading/format.ts';
import { isZip, readSample, type SourceFile } from '../reading/read-bytes.ts';
import { parseJsonLine } from '../reading/split-json-lines.ts';
import { decodeSample, detectEncoding } from './detect-encoding.ts';
import { detectDelimiter } from './detect-delimiter.ts';
import { detectFixed } from './detect-fixed.ts';
import { detectHeader } from './detect-header.ts';
import { detectWriting } from './detect-writing.ts';
import { sampleRows } from './sample-rows.ts';

type Confidence = DetectReply['confidence'];
type Detected = { readonly format: FileFormat; readonly confidence: Confidence };

const unsure: Confidence = { kind: 0.3, encoding: 1, delimiter: 1, header: 1, decimal: 1, date: 1 };

/**
 * How a file is written, from its first 256 kB (decompressed): kind, encoding, delimiter, header, decimal sign, dates; each with
 * how sure it is. Refuses what is no table: nothing at all, an old Excel file, a JSON array, a document. Throws when the
 * file cannot be read.
 */
export async function detectFormat(file: SourceFile, timeZone: string): Promise<Outcome<Detected>> {
  const sample = await readSample(file.path);
  const fault = noTable(sample, file.name);
  if (fault !== undefined) return fault;
  const layout = isZip(sample)
    ? { format: FileFormat.parse({ kind: 'xlsx' }), confidence: { ...unsure, kind: 1 } }
    : await textLayout(sample, await stat(file.path).then(({ size }) => size <= sample.length), file.name);
  if (isRefusal(layout)) return layout;
  return withWriting(file, layout, timeZone);
}

function noTable(sample: Buffer, name: string) {
  if (sample.length === 0) return refuse('invalid', 'empty-file', `${name} is empty.`, { file: name });
  const starts = (...bytes: number[]) => bytes.every((byte, at) => sample[at] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    return refuse('invalid', 'old-excel', `${name} is an Excel file of before 2007. Save it as .xlsx.`, {
      file: name,
    });
  if (starts(0x25, 0x50, 0x44, 0x46))
    return refuse('invalid', 'not-a-table', `${name} is a PDF document. Export its table as CSV.`, {
      file: name,
    });
  return undefined;
}

async function textLayout(sample: Buffer, whole: boolean, name: string): Promise<Outcome<Detected>> {
  const encoding = detectEncoding(sample);
  const text = await decodeSample(sample, encoding.value, whole);
  const written = { encoding: encoding.value };
  const sure = { ...unsure, encoding: encoding.confidence };
  const json = jsonShare(text);
  if (json === 'array')
    return refuse(
      'invalid',
      'json-array',
      `${name} is one JSON array. Write one object a line, without commas between.`,
      {
        file: name,
      },
    );
  if (json > 0.8)
    return {
      format: FileFormat.parse({ kind: 'json-lines', ...written }),
      confidence: { ...sure, kind: json },
    };
  const delimited = detectDelimiter(text);
  const fixed = delimited === undefined || delimited.confidence < 0.5 ? detectFixed(text) : undefined;
  if (fixed !== undefined)
    return {
      format: FileFormat.parse({ kind: 'fixed', ...written, ...fixed }),
      confidence: { ...sure, kind: 0.6 },
    };
  const format = FileFormat.parse({ kind: 'csv', ...written, ...delimited?.value });
  const confidence = delimited?.confidence ?? 0.3;
  return { format, confidence: { ...sure, kind: Math.max(0.3, confidence), delimiter: confidence } };
}

/** Which part of the first lines are JSON objects, or that the whole is an array. */
function jsonShare(text: string): number | 'array' {
  const start = text.trimStart();
  if (/^\[\s*[{\]]/.test(start)) return 'array';
  if (!start.startsWith('{')) return 0;
  const lines = start
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  return lines.filter((line) => parseJsonLine(line) instanceof Map).length / Math.max(1, lines.length);
}

/** Adds what the rows tell: a header, the decimal sign, how dates are written. */
async function withWriting(file: SourceFile, layout: Detected, timeZone: string): Promise<Outcome<Detected>> {
  const { format, confidence } = layout;
  const table = format.kind === 'csv' || format.kind === 'xlsx';
  const sample = await sampleRows(file, table ? { ...format, header: false, ragged: true } : format);
  if (isRefusal(sample)) return sample;
  const header = table ? detectHeader(sample.rows) : { value: false, confidence: 1 };
  const rows = header.value ? sample.rows.slice(1) : sample.rows;
  const writing = detectWriting(sample.columns, rows, format, timeZone);
  const { decimal, date, timeZone: zone } = writing;
  const written = { ...format, decimal: decimal.value, date: date.value, timeZone: zone };
  return {
    format: FileFormat.parse(table ? { ...written, header: header.value } : written),
    confidence: {
      ...confidence,
      header: header.confidence,
      decimal: decimal.confidence,
      date: date.confidence,
    },
  };
}
