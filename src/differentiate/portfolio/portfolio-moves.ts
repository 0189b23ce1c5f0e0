import { readCustomerNames } from '#identify/customers';
import { chosenSnapshot } from '#differentiate/value';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { MatrixName, MovedCustomers, Moves } from './api.ts';
import { cellAt } from './cell-customers.ts';
import { matrices } from './matrix.ts';
import { listMoved, matrixMoves } from './moves.warehouse.ts';
import { matrixAxes, type PortfolioNeeds } from './portfolio.ts';

/** Two dates of a matrix, and where its lines stand: those of the later date unless said. */
type Compared = {
  matrix: MatrixName;
  from: number;
  until: number;
  cutX?: number | undefined;
  cutY?: number | undefined;
};

async function compared(needs: PortfolioNeeds, input: Compared) {
  const from = await chosenSnapshot(needs, input.from);
  if (isRefusal(from)) return from;
  const until = await chosenSnapshot(needs, input.until);
  if (isRefusal(until)) return until;
  const { x, y } = await matrixAxes(needs, until.snapshotId, input);
  const lines = { x: x.name, y: y.name, cutX: x.cut, cutY: y.cut };
  return { from, until, lines: { from: from.snapshotId, until: until.snapshotId, ...lines } };
}

/** Who moved from cell to cell of a matrix between two dates, by the cut lines of the later one unless said, and what it is worth. */
export async function portfolioMoves(needs: PortfolioNeeds, input: Compared): Promise<Outcome<Moves>> {
  const dates = await compared(needs, input);
  if (isRefusal(dates)) return dates;
  const { from, until, lines } = dates;
  const rows = await matrixMoves(needs.warehouse, lines);
  const { cells } = matrices[input.matrix];
  const nameOf = (cell: number | null) =>
    cell === null ? null : (cells[cell as 0 | 1 | 2 | 3]?.name ?? null);
  return {
    ...{ matrix: input.matrix, currency: until.currency, cutX: lines.cutX, cutY: lines.cutY },
    from: { snapshotId: from.snapshotId, asOf: from.asOf.toISOString() },
    until: { snapshotId: until.snapshotId, asOf: until.asOf.toISOString() },
    labels: cells.map(({ name, label }) => ({ name, label })),
    moves: rows.map((row) => ({
      ...{ from: nameOf(row.before), until: nameOf(row.after), customers: row.customers },
      salesChange: trimDecimal(row.sales_change),
    })),
  };
}

/**
 * The customers of one move, those whose sales changed most first: their changes sum to that of the move. A cell left out is "not there, or unknown".
 * Refuses a cell the matrix does not have, and a foreign cursor.
 */
export async function movedCustomers(
  needs: PortfolioNeeds,
  input: Compared & {
    before?: string | undefined;
    after?: string | undefined;
    cursor?: string | undefined;
    limit: number;
  },
): Promise<Outcome<MovedCustomers>> {
  const before = input.before === undefined ? null : cellAt(input.matrix, input.before);
  const after = input.after === undefined ? null : cellAt(input.matrix, input.after);
  if (isRefusal(before)) return before;
  if (isRefusal(after)) return after;
  const [, size, customer] = /^(\d+(?:\.\d+)?)~(\d+)$/.exec(input.cursor ?? '') ?? [];
  if (input.cursor !== undefined && size === undefined)
    return refuse('invalid', 'bad-cursor', 'This cursor is not one this list gave.');
  const dates = await compared(needs, input);
  if (isRefusal(dates)) return dates;
  const rows = await listMoved(needs.warehouse, {
    ...dates.lines,
    ...{ before, after, limit: input.limit },
    last: size === undefined ? undefined : { size, customerId: Number(customer) },
  });
  const names = await readCustomerNames(
    needs.db,
    rows.map((row) => row.customer_id),
  );
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  const sales = (amount: string | null) => (amount === null ? null : trimDecimal(amount));
  return {
    currency: dates.until.currency,
    items: rows.map((row) => ({
      ...{ customerId: row.customer_id, name: names.get(row.customer_id) ?? '' },
      ...{ salesBefore: sales(row.sales_before), salesAfter: sales(row.sales_after) },
      salesChange: trimDecimal(row.sales_change),
    })),
    nextCursor: last === undefined ? null : `${last.sales_change.replace('-', '')}~${last.customer_id}`,
  };
}
