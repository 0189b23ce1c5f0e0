import { escapedOddity } from './mark-oddities.ts';
import type { LineFault } from './row-batch.ts';
import { createLineSplitter } from './split-lines.ts';

/** One level of names for a nested object: `{"address":{"city":"Lyon"}}` has the column `address.city`. */
export function flattenJson(value: object, prefix = '', into = new Map<string, unknown>()) {
  for (const [name, item] of Object.entries(value)) {
    if (typeof item === 'object' && item !== null && !Array.isArray(item))
      flattenJson(item, `${prefix}${name}.`, into);
    else into.set(prefix + name, item);
  }
  return into;
}

/** Parses one line; the fault when it is not an object of JSON. */
export function parseJsonLine(line: string): Map<string, unknown> | LineFault {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return flattenJson(value);
  } catch {
    // Said below: the engine's own message quotes the content, which may be personal.
  }
  return { code: 'bad-json', message: 'The line is not one JSON object.' };
}

/** Reads one JSON object a line into the given columns; a name that is absent or null is an empty value. */
export function createJsonSplitter(columns: readonly string[]) {
  return createLineSplitter((line) => {
    const object = parseJsonLine(line);
    if (!(object instanceof Map)) return object;
    const values: string[] = [];
    for (const column of columns) {
      const item = object.get(column);
      if (typeof item === 'number' && !isExact(item)) return tooLargeNumber(column);
      const text = asText(item);
      const odd = line.includes('\\u') ? escapedOddity(text, column) : undefined;
      if (odd !== undefined) return odd;
      values.push(text);
    }
    return values;
  });
}

const isExact = (value: number) => !Number.isInteger(value) || Number.isSafeInteger(value);

const tooLargeNumber = (column: string): LineFault => ({
  column,
  code: 'number-too-large',
  message: `${column} is a number too long to be read exactly. Write it as text, in quotes.`,
});

function asText(item: unknown): string {
  if (item === null || item === undefined) return '';
  return typeof item === 'object' ? JSON.stringify(item) : String(item);
}
