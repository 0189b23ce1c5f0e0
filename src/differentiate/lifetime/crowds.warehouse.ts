import type { Warehouse } from '#platform/warehouse';

/** Some of the customers, whose facts are added up at once: `who` is a condition on person_id, `customer` the customer of such a person; bind `bound`. */
export type Crowd = {
  readonly who: string;
  readonly customer: 'person_id' | typeof customerOf;
  readonly bound: { readonly after: number; readonly to: number };
};

const customerOf = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";
const together = "(SELECT arrayJoin([person_id, customer_id]) FROM dictionary('customer_of'))";
const inRange = (column: string) => `${column} > {after:UInt64} AND ${column} <= {to:UInt64}`;

const alone = `${inRange('person_id')} AND person_id NOT IN ${together}`;
const joined = `person_id IN (SELECT arrayJoin([person_id, customer_id]) FROM dictionary('customer_of') WHERE ${inRange('customer_id')})`;

/** Lines added up at once, about: what that takes of memory does not grow with how many there are in all. */
const linesAtOnce = 4_000_000;
/** Persons who are one with others, added up at once: finding their lines costs a pass over everybody's. */
const joinedAtOnce = 250_000;

/** Ranges between some numbers in order; the last has no end. */
const rangesOf = (ends: readonly number[]): Crowd['bound'][] =>
  [...new Set([...ends, Number.MAX_SAFE_INTEGER])].map((to, place) => ({ after: ends[place - 1] ?? 0, to }));

/**
 * Cuts all customers into crowds, each customer whole in one: persons who are a customer each by ranges with about as many order lines, then those who
 * are one with others, by ranges of their customers. Where the cuts fall changes no figure; it is told by some lines of each block read.
 */
export async function cutIntoCrowds(warehouse: Warehouse, atOnce = linesAtOnce): Promise<Crowd[]> {
  const step = Math.max(1, Math.trunc(atOnce / 256));
  const [lines] = await warehouse.query<{ ends: number[] }>(
    `SELECT arrayDistinct(arrayFilter((_, place) -> place % {every:UInt64} = 0, drawn, arrayEnumerate(drawn))) AS ends FROM (
       SELECT arraySort(groupArray(person_id)) AS drawn FROM order_lines WHERE person_id != 0 AND rowNumberInBlock() % {step:UInt64} = 0)`,
    { step, every: Math.ceil(atOnce / step) },
  );
  const persons = Math.max(1, Math.trunc((joinedAtOnce * atOnce) / linesAtOnce));
  const [merged] = await warehouse.query<{ ends: number[]; persons: number }>(
    `SELECT count() AS persons, arrayDistinct(groupArrayIf(customer_id, place % {persons:UInt64} = {persons:UInt64} - 1)) AS ends FROM (
       SELECT customer_id, rowNumberInAllBlocks() AS place FROM (SELECT customer_id FROM dictionary('customer_of') ORDER BY customer_id))`,
    { persons },
  );
  const ofLines = rangesOf(lines?.ends ?? []);
  const ofMerged = merged === undefined || merged.persons === 0 ? [] : rangesOf(merged.ends);
  return [
    ...ofLines.map((bound): Crowd => ({ who: alone, customer: 'person_id', bound })),
    ...ofMerged.map((bound): Crowd => ({ who: joined, customer: customerOf, bound })),
  ];
}
