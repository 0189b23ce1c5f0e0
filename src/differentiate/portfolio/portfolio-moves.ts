import { isRefusal, type Outcome } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { MatrixName, Moves } from './api.ts';
import { matrices } from './matrix.ts';
import { matrixMoves } from './members.warehouse.ts';
import { chosenSnapshot, matrixAxes, type PortfolioNeeds } from './portfolio.ts';

/** Who moved from cell to cell of a matrix between two dates, by the cut lines of the later one unless said, and what it is worth. */
export async function portfolioMoves(
  needs: PortfolioNeeds,
  input: {
    matrix: MatrixName;
    from: number;
    until: number;
    cutX?: number | undefined;
    cutY?: number | undefined;
  },
): Promise<Outcome<Moves>> {
  const from = await chosenSnapshot(needs, input.from);
  if (isRefusal(from)) return from;
  const until = await chosenSnapshot(needs, input.until);
  if (isRefusal(until)) return until;
  const { x, y } = await matrixAxes(needs, until.snapshotId, input);
  const rows = await matrixMoves(needs.warehouse, {
    ...{ from: from.snapshotId, until: until.snapshotId, x: x.name, y: y.name, cutX: x.cut, cutY: y.cut },
  });
  const { cells } = matrices[input.matrix];
  const nameOf = (cell: number | null) =>
    cell === null ? null : (cells[cell as 0 | 1 | 2 | 3]?.name ?? null);
  return {
    ...{ matrix: input.matrix, currency: until.currency, cutX: x.cut, cutY: y.cut },
    from: { snapshotId: from.snapshotId, asOf: from.asOf.toISOString() },
    until: { snapshotId: until.snapshotId, asOf: until.asOf.toISOString() },
    labels: cells.map(({ name, label }) => ({ name, label })),
    moves: rows.map((row) => ({
      ...{ from: nameOf(row.before), until: nameOf(row.after), customers: row.customers },
      salesChange: trimDecimal(row.sales_change),
    })),
  };
}
