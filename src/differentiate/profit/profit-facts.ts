import { findCustomer } from '#identify/customers';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { z } from 'zod';
import type { ProfitFacts } from './api.ts';
import { type Chosen, chosenPlan } from './chosen-plan.ts';
import { costFacts, recordedFacts, saleFacts } from './profit-facts.warehouse.ts';
import type { ProfitPlan } from './profits.warehouse.ts';

type Row = { at: string; what: string; detail: string; volume: string | null; amount: string | null };

function factsOf(plan: ProfitPlan, persons: readonly number[], line: string) {
  if (line === 'netSales' || line === 'returned' || line === 'costOfGoods')
    return saleFacts(plan, persons, line);
  if (line === 'recorded') return recordedFacts(plan, persons);
  const entry = plan.entries.find((one) => one.id === line);
  return entry === undefined ? undefined : costFacts(plan, persons, entry);
}

/**
 * The facts behind one line of a customer's account (`netSales`, `returned`, `costOfGoods`, `recorded` or the id of a cost), newest
 * first, with what each is worth: their sum is the line.
 */
export async function profitFacts(
  needs: { db: Database; warehouse: Warehouse },
  input: Chosen & { customerId: number; line: string; cursor?: string | undefined; limit: number },
): Promise<Outcome<z.infer<typeof ProfitFacts>>> {
  const customer = await findCustomer(needs.db, input.customerId);
  if (customer === undefined)
    return refuse('not-found', 'customer-not-found', `There is no customer ${input.customerId}.`);
  const chosen = await chosenPlan(needs, input);
  if (isRefusal(chosen)) return chosen;
  const facts = factsOf(chosen.plan, customer.personIds, input.line);
  if (facts === undefined)
    return refuse('not-found', 'no-such-line', `The account has no line "${input.line}".`, {
      line: input.line,
    });
  const skip = Number(input.cursor ?? 0);
  if (!Number.isSafeInteger(skip) || skip < 0)
    return refuse('invalid', 'bad-cursor', 'This cursor is not one this list gave.');
  const [sum] = await needs.warehouse.query<{ facts: number; total: string | null; unknown: number }>(
    `SELECT count() AS facts, sum(f.amount) AS total, countIf(isNull(f.amount)) AS unknown FROM (${facts.query}) AS f`,
    facts.parameters,
  );
  const items = await needs.warehouse.query<Row>(
    `SELECT * FROM (${facts.query}) AS f ORDER BY at DESC, what, detail LIMIT {limit:UInt64} OFFSET {skip:UInt64}`,
    { ...facts.parameters, limit: input.limit, skip },
  );
  const counted = sum?.facts ?? 0;
  return {
    items: items.map((row) => ({
      ...row,
      volume: row.volume === null ? null : trimDecimal(row.volume),
      amount: row.amount === null ? null : trimDecimal(row.amount),
    })),
    total: (sum?.unknown ?? 0) > 0 ? null : trimDecimal(sum?.total ?? '0'),
    facts: counted,
    nextCursor: skip + items.length < counted ? String(skip + items.length) : null,
  };
}
