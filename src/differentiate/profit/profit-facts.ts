import { findCustomer, readCustomerNames } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { z } from 'zod';
import type { LineFacts, ProfitFacts } from './api.ts';
import { type Chosen, chosenPlan } from './chosen-plan.ts';
import { type FactPlace, type FactRow, factSums, listFacts } from './list-facts.warehouse.ts';
import { costFacts, recordedFacts, saleFacts, type Whose } from './profit-facts.warehouse.ts';
import type { ProfitPlan } from './profits.warehouse.ts';

type Needs = { db: Database; warehouse: Warehouse };
type Asked = { line: string; cursor?: string | undefined; limit: number };

function factsOf(plan: ProfitPlan, whose: Whose, line: string) {
  if (line === 'netSales' || line === 'returned' || line === 'costOfGoods')
    return saleFacts(plan, whose, line);
  if (line === 'recorded') return recordedFacts(plan, whose);
  const entry = plan.entries.find((one) => one.id === line);
  return entry === undefined ? undefined : costFacts(plan, whose, entry);
}

/**
 * The facts behind one line of a customer's account (`netSales`, `returned`, `costOfGoods`, `recorded` or the id of a cost), newest
 * first, with what each is worth: their sum is the line.
 */
export async function profitFacts(
  needs: Needs,
  input: Chosen & Asked & { customerId: number },
): Promise<Outcome<z.infer<typeof ProfitFacts>>> {
  const customer = await findCustomer(needs.db, input.customerId);
  if (customer === undefined)
    return refuse('not-found', 'customer-not-found', `There is no customer ${input.customerId}.`);
  const page = await factsPage(needs, { ...input, whose: customer.personIds });
  return isRefusal(page) ? page : { ...page, items: page.items.map(({ fact }) => fact) };
}

/** The same behind one line of the account of the base as of a snapshot, with whose each fact is; facts of nobody known are in the account of nobody known. */
export async function lineFacts(
  needs: Needs,
  input: Asked & Pick<Chosen, 'snapshotId'>,
): Promise<Outcome<z.infer<typeof LineFacts>>> {
  const page = await factsPage(needs, { ...input, whose: 'everybody' });
  if (isRefusal(page)) return page;
  const ids = page.items.map(({ customerId }) => customerId);
  const names = await readCustomerNames(needs.db, [...new Set(ids)]);
  return {
    ...page,
    items: page.items.map(({ customerId, fact }) => ({
      ...{ customerId, name: names.get(customerId) ?? '' },
      ...fact,
    })),
  };
}

async function factsPage(needs: Needs, input: Chosen & Asked & { whose: Whose }) {
  const chosen = await chosenPlan(needs, input);
  if (isRefusal(chosen)) return chosen;
  const facts = factsOf(chosen.plan, input.whose, input.line);
  if (facts === undefined)
    return refuse('not-found', 'no-such-line', `The account has no line "${input.line}".`, {
      line: input.line,
    });
  const after = readPlace(input.cursor);
  if (after === null) return refuse('invalid', 'bad-cursor', 'This cursor is not one this list gave.');
  const { currency } = chosen.plan;
  const { warehouse } = needs;
  const [sums, rows] = await Promise.all([
    factSums(warehouse, facts),
    listFacts(warehouse, facts, { after, limit: input.limit + 1 }),
  ]);
  const page = rows.slice(0, input.limit);
  return {
    ...{ currency, facts: sums.facts },
    items: page.map(({ customer_id: customerId, ...row }) => ({
      customerId,
      fact: {
        ...row,
        volume: row.volume === null ? null : trimDecimal(row.volume),
        amount: row.amount === null ? null : trimDecimal(row.amount),
      },
    })),
    total: sums.unknown > 0 ? null : trimDecimal(sums.total ?? '0'),
    nextCursor: rows.length > page.length ? writePlace(page, after) : null,
  };
}

/** The first moment that a fact can have. */
const earliest = Date.UTC(1900);

/** Undefined without a cursor, null for one that this list did not give. */
function readPlace(cursor: string | undefined): FactPlace | undefined | null {
  if (cursor === undefined) return undefined;
  const [, at, customer, seen] = /^(-?\d{1,13})~(\d{1,15})~(\d{1,7})$/.exec(cursor) ?? [];
  if (at === undefined || Number(at) < earliest) return null;
  return { at: new Date(Number(at)), customerId: Number(customer), seen: Number(seen) };
}

/** Where a page ends: its last moment and customer, and how many of their facts of that moment were given, on pages before too. */
function writePlace(page: readonly FactRow[], after: FactPlace | undefined): string | null {
  const last = page.at(-1);
  if (last === undefined) return null;
  const at = Date.parse(last.at);
  const own = page.filter((row) => row.at === last.at && row.customer_id === last.customer_id).length;
  const isSame = after?.at.getTime() === at && after.customerId === last.customer_id;
  return `${at}~${last.customer_id}~${own + (isSame ? after.seen : 0)}`;
}
