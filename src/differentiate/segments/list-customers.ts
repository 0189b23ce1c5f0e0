import { z } from 'zod';
import {
  type Condition,
  readValue,
  type Registry,
  type SelectionCursor,
  type SelectionOrder,
} from '#differentiate/attributes';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { CustomerRow } from './api.ts';
import { type AudienceNeeds, countCustomers } from './count-customers.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { resolveCondition } from './resolve-condition.ts';

const Place = z.object({ value: z.union([z.string(), z.number(), z.null()]), customerId: z.int() });
const usual = ['givenName', 'familyName', 'city', 'valueRank', 'lastOrderAt', 'netSales12Months'];

/** The columns asked for, or the usual ones among those offered. Refuses a name that no module offers. */
export function chosenColumns(registry: Registry, asked: readonly string[] | undefined): Outcome<string[]> {
  if (asked === undefined) return usual.filter((name) => registry.find(name) !== undefined);
  const unknown = asked.find((name) => registry.find(name) === undefined);
  return unknown === undefined
    ? [...new Set(asked)]
    : refuse('invalid', 'no-such-attribute', `There is no attribute "${unknown}".`, { attribute: unknown });
}

function orderOf(registry: Registry, sort: string | undefined): Outcome<SelectionOrder | undefined> {
  if (sort === undefined || sort === '') return undefined;
  const attribute = sort.replace(/^-/, '');
  return registry.find(attribute) === undefined
    ? refuse('invalid', 'no-such-attribute', `There is no attribute "${attribute}" to sort by.`, {
        attribute,
      })
    : { attribute, descending: sort.startsWith('-') };
}

type RawRow = Record<string, unknown> & { customer_id: number; sort_key?: string | number | null };

function rowOf(raw: RawRow, columns: readonly string[], registry: Registry): CustomerRow {
  const values = columns.map((name) => {
    const value = readValue(registry.find(name) ?? { type: 'text' }, raw[name]);
    return [name, Array.isArray(value) ? [...value] : value];
  });
  return { customerId: raw.customer_id, values: Object.fromEntries(values) };
}

type Question = {
  condition: Condition;
  columns: readonly string[];
  order?: SelectionOrder | undefined;
  drawSeed?: number | undefined;
  limit: number;
  cursor?: SelectionCursor | undefined;
};

async function read(needs: AudienceNeeds, question: Question) {
  const { query, parameters } = needs.registry.selectCustomers({ ...question, now: needs.clock.now() });
  const rows = await needs.warehouse.query<RawRow>(query, parameters);
  return { rows, items: rows.map((row) => rowOf(row, question.columns, needs.registry)) };
}

/** One page of the customers a condition means, with columns and order of choice, and how many they are in all. */
export async function listCustomers(
  needs: AudienceNeeds,
  input: {
    condition: Condition;
    columns?: readonly string[] | undefined;
    sort?: string | undefined;
    limit: number;
    cursor?: string | undefined;
  },
): Promise<Outcome<{ columns: string[]; items: CustomerRow[]; nextCursor: string | null; total: number }>> {
  const condition = await resolveCondition(needs, input.condition);
  if (isRefusal(condition)) return condition;
  const columns = chosenColumns(needs.registry, input.columns);
  if (isRefusal(columns)) return columns;
  const order = orderOf(needs.registry, input.sort);
  if (isRefusal(order)) return order;
  const cursor = input.cursor === undefined ? undefined : readCursor(input.cursor, Place);
  if (isRefusal(cursor)) return cursor;
  const total = await countCustomers(needs, condition);
  if (isRefusal(total)) return total;
  const { rows, items } = await read(needs, { condition, columns, order, limit: input.limit, cursor });
  const last = rows.at(-1);
  const place = { value: last?.sort_key ?? null, customerId: last?.customer_id ?? 0 };
  return { columns, items, nextCursor: rows.length === input.limit ? writeCursor(place) : null, total };
}

/** A few customers drawn among those a condition means: the same for the same seed, favouring nobody. */
export async function sampleCustomers(
  needs: AudienceNeeds,
  input: { condition: Condition; columns?: readonly string[] | undefined; size: number; seed: number },
): Promise<Outcome<{ columns: string[]; items: CustomerRow[] }>> {
  const condition = await resolveCondition(needs, input.condition);
  if (isRefusal(condition)) return condition;
  const columns = chosenColumns(needs.registry, input.columns);
  if (isRefusal(columns)) return columns;
  const { items } = await read(needs, { condition, columns, limit: input.size, drawSeed: input.seed });
  return { columns, items };
}
