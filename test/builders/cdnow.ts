import { existsSync, readFileSync } from 'node:fs';

/** CDNOW's purchases as columns; days are days since 1970. Null where the data are not at hand (they are not part of the project). */
export function readCdnow(file: 'CDNOW_sample.txt' | 'CDNOW_master.txt') {
  const path = new URL(`../../../shared/data/cdnow/${file}`, import.meta.url);
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  const fields = lines.map((line) => line.trim().split(/\s+/));
  const late = file === 'CDNOW_sample.txt' ? 1 : 0;
  const customer = fields.map((line) => line[late] ?? '');
  const day = Float64Array.from(fields, (line) => dayOf(line[late + 1] ?? ''));
  const amount = Float64Array.from(fields, (line) => Number(line[late + 3]));
  return { customer, day, amount };
}

/** Day number of yyyymmdd. */
export function dayOf(text: string): number {
  return (
    Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6, 8))) / 86_400_000
  );
}
