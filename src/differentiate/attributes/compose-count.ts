import type { WarehouseParameters } from '#platform/warehouse';
import type { Condition } from './api.ts';
import { composeRows, type Lookup } from './compose-rows.ts';
import { attributesOf } from './condition.ts';
import { conditionSql, createBinder } from './condition-sql.ts';

export type CountQuestion = {
  readonly condition: Condition;
  /** Further conditions, counted among those who meet the first: `reachable by e-mail`, … */
  readonly among?: readonly Condition[];
  readonly now: Date;
};

/** One row `{ customers, among_0, among_1, … }`, whatever the number of further conditions. */
export function composeCount(
  question: CountQuestion,
  lookup: Lookup,
): { query: string; parameters: WarehouseParameters } {
  const among = question.among ?? [];
  const binder = createBinder(question.now);
  const find = (name: string) => lookup.get(name)?.attribute;
  const where = conditionSql(question.condition, find, binder);
  const counts = among.map((one, index) => `countIf(${conditionSql(one, find, binder)}) AS among_${index}`);
  const names = [question.condition, ...among].flatMap(attributesOf);
  return {
    query: `SELECT ${['count() AS customers', ...counts].join(', ')}\nFROM (${composeRows(names, lookup)}) AS customer\nWHERE ${where}`,
    parameters: binder.parameters,
  };
}
