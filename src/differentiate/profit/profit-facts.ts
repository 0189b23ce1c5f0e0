import { findCustomer, readCustomerNames } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { z } from 'zod';
import type { LineFacts, ProfitFacts } from './api.ts';
import { type Chosen, chosenPlan } from './chosen-plan.ts';
import { costFacts, recordedFacts, saleFacts, type Select, type Whose } from './profit-facts.warehouse.ts';
import type { ProfitPlan } from './profits.warehouse.ts';

type Needs = { db: Database; warehouse: Warehouse };
type Asked = { line: string; cursor?: string | undefined; limit: number };
type Row = {
  customer_id: number;
  at: string;
  what: string;
  detail: string;
  volume: string | null;
  amount: string | null;
};

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

/** The same behind one line of the account of the base, with whose each fact is; facts of nobody known are in the account of nobody known. */
export async function lineFacts(needs: Needs, input: Asked): Promise<Outcome<z.infer<typeof LineFacts>>> {
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
  const skip = Number(input.cursor ?? 0);
  if (!Number.isSafeInteger(skip) || skip < 0)
    return refuse('invalid', 'bad-cursor', 'This cursor is not one this list gave.');
  return readFacts(needs.warehouse, facts, { skip, limit: input.limit, currency: chosen.plan.currency });
}

async function readFacts(
  warehouse: Warehouse,
  facts: Select,
  { skip, limit, currency }: { skip: number; limit: number; currency: string },
) {
  const [sum] = await warehouse.query<{ facts: number; total: string | null; unknown: number }>(
    `SELECT count() AS facts, sum(f.amount) AS total, countIf(isNull(f.amount)) AS unknown FROM (${facts.query}) AS f`,
    facts.parameters,
  );
  const rows = await warehouse.query<Row>(
    `SELECT * FROM (${facts.query}) AS f ORDER BY at DESC, customer_id, what, detail, volume, amount LIMIT {limit:UInt64} OFFSET {skip:UInt64}`,
    { ...facts.parameters, limit, skip },
  );
  const counted = sum?.facts ?? 0;
  return {
    currency,
    items: rows.map(({ customer_id: customerId, ...row }) => ({
      customerId,
      fact: {
        ...row,
        volume: row.volume === null ? null : trimDecimal(row.volume),
        amount: row.amount === null ? null : trimDecimal(row.amount),
      },
    })),
    total: (sum?.unknown ?? 0) > 0 ? null : trimDecimal(sum?.total ?? '0'),
    facts: counted,
    nextCursor: skip + rows.length < counted ? String(skip + rows.length) : null,
  };
}
