import type { Condition } from '#differentiate/attributes';
import { chosenSnapshot, type ValueSnapshot } from '#differentiate/value';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import { trimDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';
import type { AxisName, Matrix, MatrixName, MeasureName, RankMeasure, RanksReply, Spread } from './api.ts';
import { axes } from './axis.ts';
import { cellOf, matrices, threeChecks } from './matrix.ts';
import { axisQuantiles, matrixCells, type PartRow, rankCells, spreadOf } from './members.warehouse.ts';

export type PortfolioNeeds = { readonly db: Database; readonly warehouse: Warehouse };

const headOf = ({ snapshotId, asOf, currency }: ValueSnapshot) => ({
  ...{ snapshotId, asOf: asOf.toISOString(), currency },
});

const partOf = (row: PartRow | undefined, condition: Condition) => ({
  customers: row?.customers ?? 0,
  netSales: trimDecimal(row?.net_sales ?? '0'),
  directProfit: row === undefined ? '0' : row.direct_profit === null ? null : trimDecimal(row.direct_profit),
  futureSales: row === undefined ? 0 : row.future_sales,
  condition,
});

/** How a measure is spread over the customers of a snapshot: Lorenz curve, Gini's coefficient (Gini 1912, ties exact), tenths. */
export async function portfolioSpread(
  needs: PortfolioNeeds,
  input: { measure: MeasureName; snapshotId?: number | undefined },
): Promise<Outcome<Spread>> {
  const snapshot = await chosenSnapshot(needs, input.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const row = await spreadOf(needs.warehouse, snapshot.snapshotId, input.measure);
  const { customers, unknown, total, weighted } = row;
  const isShared = total > 0;
  const lorenz = row.lorenz.map((sum, step): [number, number] => [
    Math.round(((step + 1) * customers) / row.lorenz.length) / customers,
    sum / total,
  ]);
  return {
    ...headOf(snapshot),
    ...{ measure: input.measure, label: axes[input.measure].label, customers, unknown, total },
    gini: isShared ? weighted / (customers * total) : null,
    lorenz: isShared ? [[0, 0], ...lorenz] : [],
    deciles: row.tenths.map((one) => ({
      ...one,
      mean: one.customers === 0 ? 0 : one.total / one.customers,
      share: isShared ? one.total / total : null,
    })),
  };
}

/** The sales from which ranks 2, 3, 4 and 5 begin, across. */
export async function rankCuts(
  { warehouse }: PortfolioNeeds,
  snapshotId: number,
  across: RankMeasure,
): Promise<number[]> {
  const { quantiles } = await axisQuantiles(warehouse, snapshotId, across);
  return [4, 8, 12, 16].flatMap((at) => quantiles[at] ?? []).toSorted((a, b) => a - b);
}

/** Five ranks of actual value against five of sales to come or possible: each a fifth of the customers it is known of, ties together. */
export async function portfolioRanks(
  needs: PortfolioNeeds,
  input: { snapshotId?: number | undefined; across?: RankMeasure },
): Promise<Outcome<RanksReply>> {
  const { across = 'futureSales' } = input;
  const snapshot = await chosenSnapshot(needs, input.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const { snapshotId } = snapshot;
  const cuts = await rankCuts(needs, snapshotId, across);
  const rows = await rankCells(needs.warehouse, { snapshotId, across, cuts });
  const conditionOf = (actual: number, potential: number | null): Condition => {
    const rank = { attribute: 'valueRank', operator: '=' as const, value: actual };
    if (potential === null) return { and: [rank, { attribute: across, operator: 'is unknown' as const }] };
    const [low, high] = [cuts[potential - 2], cuts[potential - 1]];
    const leaf = (cut: number | undefined, isHigh: boolean) =>
      cut === undefined ? [] : [axes[across].leaf(cut, isHigh, snapshot.asOf)];
    return { and: [rank, ...leaf(low, true), ...leaf(high, false)] };
  };
  return {
    ...headOf(snapshot),
    across,
    potentialAtLeast: cuts,
    cells: rows
      .map((row) => ({
        ...partOf(row, conditionOf(row.actual, row.potential)),
        actual: row.actual,
        potential: row.potential,
      }))
      .toSorted((a, b) => b.actual - a.actual || (b.potential ?? 0) - (a.potential ?? 0)),
  };
}

/** The axes of a matrix in a snapshot: the first choice, or the other where nobody's is known; cut at the middle when not said. */
export async function matrixAxes(
  needs: PortfolioNeeds,
  snapshotId: number,
  input: { matrix: MatrixName; cutX?: number | undefined; cutY?: number | undefined },
) {
  const definition = matrices[input.matrix];
  const other = definition.otherwise ?? definition;
  const side = async (first: AxisName, otherwise: AxisName, cut: number | undefined) => {
    const found = await axisQuantiles(needs.warehouse, snapshotId, first);
    const name = found.known > 0 ? first : otherwise;
    const { known, quantiles } =
      name === first ? found : await axisQuantiles(needs.warehouse, snapshotId, name);
    const { label, unit, missing = null } = axes[name];
    const usual = axes[name].cut ?? quantiles[10] ?? 0;
    return { name, label, unit, quantiles, cut: cut ?? usual, missing: known > 0 ? null : missing };
  };
  return {
    x: await side(definition.x, other.x, input.cutX),
    y: await side(definition.y, other.y, input.cutY ?? definition.cutY),
  };
}

const sides = [
  [false, true],
  [true, true],
  [false, false],
  [true, false],
] as const;

/** Four cells of a matrix with their people and money, from top left to bottom right, by cut lines anyone may move. */
export async function portfolioMatrix(
  needs: PortfolioNeeds,
  input: {
    matrix: MatrixName;
    cutX?: number | undefined;
    cutY?: number | undefined;
    snapshotId?: number | undefined;
  },
): Promise<Outcome<Matrix>> {
  const snapshot = await chosenSnapshot(needs, input.snapshotId);
  if (isRefusal(snapshot)) return snapshot;
  const { snapshotId, asOf } = snapshot;
  const { x, y } = await matrixAxes(needs, snapshotId, input);
  const missing = x.missing ?? y.missing;
  const cuts = { cutX: x.cut, cutY: y.cut };
  const rows = await matrixCells(needs.warehouse, { snapshotId, x: x.name, y: y.name, ...cuts });
  const cells = sides.map(([highX, highY]) => {
    const row = rows.find((one) => one.high_x === Number(highX) && one.high_y === Number(highY));
    const among = [axes[x.name].among ?? [], axes[y.name].among ?? []].flat();
    const condition = {
      and: [...among, axes[x.name].leaf(x.cut, highX, asOf), axes[y.name].leaf(y.cut, highY, asOf)],
    };
    return { ...partOf(row, condition), ...cellOf(input.matrix, highX, highY), highX, highY };
  });
  const unknown = rows.find((row) => row.high_x === null)?.customers ?? 0;
  const low = cells.find((cell) => !cell.highX && !cell.highY)?.condition;
  const checks =
    input.matrix === 'current-potential' && low !== undefined
      ? threeChecks.map((check) => ({ ...check, condition: { and: [low, check.condition] } }))
      : [];
  return { ...headOf(snapshot), matrix: input.matrix, x, y, unknown, cells, missing, checks };
}
