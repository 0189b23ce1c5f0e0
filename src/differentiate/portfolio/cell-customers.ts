import { readCustomerNames } from '#identify/customers';
import { chosenSnapshot } from '#differentiate/value';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { CellCustomers, MatrixName, RankMeasure } from './api.ts';
import { matrices } from './matrix.ts';
import { type CellOfMembers, listMembers } from './members.warehouse.ts';
import { matrixAxes, type PortfolioNeeds, rankCuts } from './portfolio.ts';

type Paged = { snapshotId?: number | undefined; cursor?: string | undefined; limit: number };

/** Who was in a cell of a matrix at a date, by the cut lines of that date unless said. Refuses a cell the matrix does not have, and a foreign cursor. */
export async function matrixCustomers(
  needs: PortfolioNeeds,
  input: Paged & {
    matrix: MatrixName;
    cell: string;
    cutX?: number | undefined;
    cutY?: number | undefined;
  },
): Promise<Outcome<CellCustomers>> {
  const at = cellAt(input.matrix, input.cell);
  if (isRefusal(at)) return at;
  return page(needs, input, async (snapshotId) => {
    const { x, y } = await matrixAxes(needs, snapshotId, input);
    const lines = { x: x.name, y: y.name, cutX: x.cut, cutY: y.cut };
    return { ...lines, highX: at >= 2, highY: at % 2 === 1 };
  });
}

/** Who was in a cell of the ranks at a date; without a potential, those of whom it is unknown. Refuses a foreign cursor. */
export function rankCustomers(
  needs: PortfolioNeeds,
  input: Paged & { across: RankMeasure; actual: number; potential?: number | undefined },
): Promise<Outcome<CellCustomers>> {
  const { across, actual, potential = null } = input;
  return page(needs, input, async (snapshotId) => ({
    ...{ across, actual, potential, cuts: await rankCuts(needs, snapshotId, across) },
  }));
}

/** The place of a cell among the four of its matrix: 2 × (high across) + (high up). */
export function cellAt(matrix: MatrixName, name: string): Outcome<number> {
  const known = matrices[matrix].cells.map((cell) => cell.name);
  const at = known.indexOf(name);
  if (at >= 0) return at;
  const message = `The cells of ${matrix} are ${known.join(', ')}.`;
  return refuse('invalid', 'no-such-cell', message, { cells: known });
}

async function page(
  needs: PortfolioNeeds,
  input: Paged,
  find: (snapshotId: number) => Promise<CellOfMembers>,
): Promise<Outcome<CellCustomers>> {
  const [, sales, customer] = /^(-?\d+(?:\.\d+)?)~(\d+)$/.exec(input.cursor ?? '') ?? [];
  if (input.cursor !== undefined && sales === undefined)
    return refuse('invalid', 'bad-cursor', 'This cursor is not one this list gave.');
  const snapshot = await chosenSnapshot(needs, input.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const { snapshotId, asOf, currency } = snapshot;
  const rows = await listMembers(needs.warehouse, {
    ...{ snapshotId, cell: await find(snapshotId), limit: input.limit },
    last: sales === undefined ? undefined : { sales, customerId: Number(customer) },
  });
  const names = await readCustomerNames(
    needs.db,
    rows.map((row) => row.customer_id),
  );
  const last = rows.length === input.limit ? rows.at(-1) : undefined;
  return {
    ...{ snapshotId, asOf: asOf.toISOString(), currency },
    items: rows.map((row) => ({
      ...{ customerId: row.customer_id, name: names.get(row.customer_id) ?? '' },
      ...{ netSales: trimDecimal(row.net_sales), futureSales: row.future_sales },
    })),
    nextCursor: last === undefined ? null : `${last.net_sales}~${last.customer_id}`,
  };
}
