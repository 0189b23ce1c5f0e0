import type { Refusal } from '../platform/errors/index.ts';

/** What a command ends with, for scripts: documented in docs/guides/command-line.md. */
export const exitCodes = { done: 0, broke: 1, refused: 2, unavailable: 3, interrupted: 130 } as const;

/** An ended command: thrown to leave at once with words and a code. */
export class CommandEnd extends Error {
  readonly exitCode: number;
  readonly details: unknown;
  constructor(exitCode: number, message: string, details?: unknown) {
    super(message);
    this.exitCode = exitCode;
    this.details = details;
  }
}

/** The code a command ends with on a refusal. */
export function exitCodeOf(refusal: Refusal): number {
  return refusal.kind === 'unavailable' ? exitCodes.unavailable : exitCodes.refused;
}

/** Ends a command on a refusal, in its own words. */
export function endOn(refusal: Refusal): never {
  throw new CommandEnd(exitCodeOf(refusal), refusal.message, { code: refusal.code, ...refusal.details });
}

/** The answer of a command: one JSON document as the last line of standard output, or a text for people. */
export function answer(value: unknown, options: { json: boolean; text: () => string }): void {
  process.stdout.write(`${options.json ? JSON.stringify(value) : options.text()}\n`);
}

/** A plain table with aligned columns; numbers to the right. */
export function table(
  rows: readonly Readonly<Record<string, unknown>>[],
  columns?: readonly string[],
): string {
  const names = columns ?? Object.keys(rows[0] ?? {});
  const shown = rows.map((row) => names.map((name) => cell(row[name])));
  const widths = names.map((name, column) =>
    Math.max(name.length, ...shown.map((row) => row[column]?.length ?? 0)),
  );
  const isNumber = names.map((name) => rows.length > 0 && rows.every((row) => typeof row[name] === 'number'));
  const line = (cells: readonly string[]) =>
    cells
      .map((text, column) =>
        isNumber[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return [line(names), line(widths.map((width) => '─'.repeat(width))), ...shown.map(line)].join('\n');
}

/** A page of a list: its rows as a table and how to go on, or what to say of none. */
export function pageOf(
  reply: { readonly items: readonly object[]; readonly nextCursor?: unknown },
  { columns, empty }: { columns?: readonly string[] | undefined; empty?: string | undefined },
): string {
  if (reply.items.length === 0) return empty ?? 'Nothing here yet.';
  const more = reply.nextCursor == null ? '' : `\n… more: --cursor ${String(reply.nextCursor)}`;
  return table(reply.items as Record<string, unknown>[], columns) + more;
}

/** Named figures, one a line. */
export function figures(values: Readonly<Record<string, unknown>>): string {
  const width = Math.max(...Object.keys(values).map((name) => name.length));
  return Object.entries(values)
    .map(([name, value]) => `${name.padEnd(width)}  ${cell(value)}`)
    .join('\n');
}

function cell(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' && !Number.isInteger(value)) return readable(value);
  return typeof value === 'object' ? shortened(JSON.stringify(value)) : String(value);
}

/** What is nested deep is for programs: people see how it begins. */
const shortened = (text: string) => (text.length > 200 ? `${text.slice(0, 180)}… (all of it: --json)` : text);

/** For people: two decimals, or four figures of what is below one. JSON keeps every digit. */
function readable(value: number): string {
  return String(Number(Math.abs(value) < 1 ? value.toPrecision(4) : value.toFixed(2)));
}
