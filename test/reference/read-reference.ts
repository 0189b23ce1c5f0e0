import { readFileSync } from 'node:fs';

/** One line of a reference table: what was asked of the other program, and its answer. */
export type ReferenceLine = {
  readonly name: string;
  readonly arguments: readonly number[];
  readonly value: number;
};

/** Reads a table `function,arguments,value` of this folder; each was made by the script named in `make-*.py`. */
export function readReference(file: string): readonly ReferenceLine[] {
  const [, ...lines] = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const [name = '', list = '', value = ''] = line.split(',');
    return { name, arguments: list === '' ? [] : list.split(' ').map(Number), value: Number(value) };
  });
}
