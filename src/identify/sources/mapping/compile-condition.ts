import { type FindColumn, trimmed } from './compile-value.ts';
import type { Condition } from './mapping.ts';

export type Applies = (row: readonly string[]) => boolean;

/** Compiles the conditions of a record into one test of a line: all must hold. */
export function compileConditions(
  conditions: readonly Condition[] | undefined,
  find: FindColumn,
): Applies | undefined {
  if (conditions === undefined || conditions.length === 0) return undefined;
  const tests = conditions.map((condition) => {
    const index = find(condition.column);
    const equals = condition.equals === undefined ? undefined : new Set([condition.equals].flat());
    const not = condition.not === undefined ? undefined : new Set([condition.not].flat());
    const { empty } = condition;
    return (row: readonly string[]) => {
      const text = trimmed(row[index] ?? '');
      if (empty !== undefined && empty !== (text === '')) return false;
      return (equals === undefined || equals.has(text)) && (not === undefined || !not.has(text));
    };
  });
  const [first, ...more] = tests;
  return more.length === 0 ? first : (row) => tests.every((test) => test(row));
}
