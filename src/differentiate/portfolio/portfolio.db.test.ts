import { afterAll, beforeAll, expect, it } from 'vitest';
import { concentration, decileTable, isRefusal as isFault } from '#analytics/value';
import { createRegistry } from '#differentiate/attributes';
import { lifetimeAttributes, lifetimePart } from '#differentiate/lifetime';
import { potentialAttributes, potentialPart } from '#differentiate/potential';
import { profitAttributes, profitPart } from '#differentiate/profit';
import { refreshValues, valueAttributes } from '#differentiate/value';
import { historyModule } from '#identify/history';
import { standingClock } from '#platform/clock';
import { orThrow, type Outcome } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { type CellCustomers, matrixNames, measureNames } from './api.ts';
import { brandsAttributes, declaredAttributes } from './declared.attributes.ts';
import { matrixCustomers, rankCustomers } from './cell-customers.ts';
import { portfolioMatrix, portfolioRanks, portfolioSpread } from './portfolio.ts';
import { portfolioConcentration } from './portfolio-concentration.ts';
import { movedCustomers, portfolioMoves } from './portfolio-moves.ts';
import { trendAttributes } from './trend.attributes.ts';

const clock = standingClock('2026-11-22T12:00:00Z');
let engines: TestEngines;
const snapshots: number[] = [];

beforeAll(async () => {
  engines = await openTestEngines();
  await engines.warehouse.command(`
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, net, unit_cost, currency)
    WITH 1 + cityHash64(number, 1) % 300 AS person, intDiv(cityHash64(number, 2), 7) % (20 + person) AS turn
    SELECT person, 1, concat(toString(person), '-', toString(turn)),
           toDateTime64('2026-11-20 00:00:00', 3, 'UTC') - toIntervalHour(cityHash64(person, turn) % (200 + 60 * person)),
           's', if(number % 19 = 0, -1, 1), if(number % 19 = 0, -1, 1) * (5 + cityHash64(number, 4) % 9000 / 100) * (1 + person % 7) / 4, 4, 'EUR'
    FROM numbers(5000)`);
  await engines.warehouse.command(
    `INSERT INTO customers (customer_id, other, first_seen_at, version)
     SELECT 1 + number, if(number % 3 = 0, map(), map('NPS', toString(number % 11), 'attitude', concat(toString(number % 9), ',5'))), now64(3), 1
     FROM numbers(300)`,
  );
  const { db, warehouse, database: server } = engines;
  const parts = [
    lifetimePart({ db, warehouse, clock }),
    profitPart({ db, warehouse }),
    potentialPart({ db, warehouse }),
  ];
  for (const asOf of [new Date('2026-06-30T12:00:00Z'), clock.now()])
    snapshots.push(orThrow(await refreshValues({ server, warehouse, clock, parts }, { asOf })).snapshotId);
});
afterAll(() => engines.close());
const needs = () => ({ db: engines.db, warehouse: engines.warehouse });

async function column(expression: string, id = snapshots[1]): Promise<Float64Array> {
  const rows = await engines.warehouse.query<{ value: number }>(
    `SELECT toFloat64(${expression}) AS value FROM customer_values WHERE snapshot_id = {id:UInt64} ORDER BY customer_id`,
    { id },
  );
  return Float64Array.from(rows, (row) => row.value);
}

it('spreads sales as the same figures computed outside the warehouse: Lorenz, Gini, tenths', async () => {
  const spread = orThrow(await portfolioSpread(needs(), { measure: 'netSales12Months' }));
  const values = await column('net_sales_12m');
  const expected = concentration(values);
  const tenths = decileTable({ values });
  if (isFault(expected) || isFault(tenths)) throw new Error('nothing to compare with');
  expect(spread.gini).toBeCloseTo(expected.gini, 10);
  expect(spread.total).toBeCloseTo(expected.total, 6);
  spread.lorenz.forEach(([customers, share], step) => {
    expect(customers).toBeCloseTo(expected.customers[step] ?? -1, 10);
    expect(share).toBeCloseTo(expected.value[step] ?? -1, 10);
  });
  spread.deciles.forEach((one, at) => {
    expect(one.total).toBeCloseTo(tenths[at]?.value ?? -1, 6);
    expect(one.lowest).toBeCloseTo(tenths[at]?.lowest ?? -1, 6);
  });
});

/** The share of those from the greatest down whom a part of the customers counts. */
function shareOfFirst(values: Float64Array, part: number): number {
  const sorted = values.toSorted();
  const sum = (some: Float64Array) => some.reduce((all, value) => all + value, 0);
  return sum(sorted.slice(sorted.length - Math.round(sorted.length * part))) / sum(sorted);
}

it('tells how concentrated sales were at each date as computed outside the warehouse, whether its dates go together or by turns', async () => {
  const measure = 'netSales12Months';
  const over = orThrow(await portfolioConcentration(needs(), { measure }));
  expect(over.items.map((one) => one.snapshotId)).toEqual(snapshots);
  for (const one of over.items) {
    const values = await column('net_sales_12m', one.snapshotId);
    const expected = concentration(values);
    if (isFault(expected)) throw new Error('nothing to compare with');
    expect(one.customers).toBe(values.length);
    expect(one.total).toBeCloseTo(expected.total, 6);
    expect(one.gini).toBeCloseTo(expected.gini, 10);
    expect(one.firstTenth).toBeCloseTo(shareOfFirst(values, 0.1), 10);
    expect(one.firstHundredth).toBeCloseTo(shareOfFirst(values, 0.01), 10);
  }
  expect(over.items[0]?.gini).not.toBeCloseTo(over.items[1]?.gini ?? 0, 3);
  expect(await portfolioConcentration(needs(), { measure, valuesAtOnce: 1 })).toEqual(over);
});

it('says of every measure at every date what the spread of that date says', async () => {
  let told = 0;
  for (const measure of measureNames)
    for (const one of orThrow(await portfolioConcentration(needs(), { measure })).items) {
      const spread = orThrow(await portfolioSpread(needs(), { measure, snapshotId: one.snapshotId }));
      expect([one.asOf, one.currency, one.customers]).toEqual([
        ...[spread.asOf, spread.currency, spread.customers],
      ]);
      if (spread.gini === null) expect([one.gini, one.firstTenth]).toEqual([null, null]);
      else {
        told += 1;
        expect(one.gini, measure).toBeCloseTo(spread.gini, 10);
        expect(one.firstTenth, measure).toBeCloseTo(spread.deciles[0]?.share ?? -1, 10);
      }
    }
  expect(told).toBeGreaterThanOrEqual(8);
});

it('has no shares of a total that is not above zero, and says how many a measure is unknown of', async () => {
  const unknown = orThrow(await portfolioSpread(needs(), { measure: 'directProfit12Months' }));
  expect(unknown).toMatchObject({ customers: 0, gini: null, lorenz: [], total: 0 });
  expect(unknown.unknown).toBeGreaterThan(200);
});

it('cuts customers into four cells by lines that move, each with the condition that means the same people', async () => {
  const registry = createRegistry([
    ...(historyModule(engines).attributes ?? []),
    valueAttributes,
    lifetimeAttributes,
    profitAttributes,
    potentialAttributes,
    declaredAttributes,
    trendAttributes,
    brandsAttributes,
  ]);
  for (const matrix of matrixNames) {
    const middle = orThrow(await portfolioMatrix(needs(), { matrix }));
    const moved = orThrow(
      await portfolioMatrix(needs(), {
        ...{ matrix, cutX: middle.x.quantiles[15] },
        cutY: middle.y.unit === 'money' ? 50 : middle.y.quantiles[12],
      }),
    );
    for (const found of [middle, moved]) {
      const all = found.cells.reduce((sum, cell) => sum + cell.customers, found.unknown);
      expect(all).toBe((await column('1')).length);
      for (const cell of found.cells) {
        const { query, parameters } = registry.countCustomers({
          condition: cell.condition,
          now: clock.now(),
        });
        const [row] = await engines.warehouse.query<{ customers: number }>(query, parameters);
        expect(
          Math.abs((row?.customers ?? 0) - cell.customers),
          `${matrix} ${cell.name}`,
        ).toBeLessThanOrEqual(2);
      }
    }
    expect(moved.cells, matrix).not.toEqual(middle.cells);
    for (const check of middle.checks) expect(registry.check(check.condition)).toEqual(check.condition);
  }
});

it('places by what customers said: a promoter says 9 or 10, and those nobody asked are not placed', async () => {
  const matrix = orThrow(await portfolioMatrix(needs(), { matrix: 'profit-recommendation' }));
  expect([matrix.x.cut, matrix.y.cut]).toEqual([9, 0]);
  const rows = await engines.warehouse.query<{ customer_id: number }>(
    'SELECT customer_id FROM customer_values WHERE snapshot_id = {id:UInt64}',
    { id: snapshots[1] },
  );
  const said = rows.flatMap(({ customer_id: id }) => ((id - 1) % 3 === 0 ? [] : [(id - 1) % 11]));
  const promoters = matrix.cells.filter((cell) => cell.highX).reduce((sum, cell) => sum + cell.customers, 0);
  expect(promoters).toBe(said.filter((score) => score >= 9).length);
  expect(matrix.unknown).toBe(rows.length - said.length);
});

it('says which data a matrix would take when it can place nobody', async () => {
  await engines.warehouse.command(
    'INSERT INTO customers (customer_id, other, first_seen_at, version) SELECT 1 + number, map(), now64(3), 2 FROM numbers(300)',
  );
  const matrix = orThrow(await portfolioMatrix(needs(), { matrix: 'attitude-repeat' }));
  expect(matrix.missing?.en).toMatch(/^import a score from 0 to 10 .* “attitude”/);
  expect(orThrow(await portfolioMatrix(needs(), { matrix: 'four-kinds' })).missing).toBeNull();
});

it('ranks what is against what may come, everyone in one cell', async () => {
  const ranks = orThrow(await portfolioRanks(needs(), {}));
  expect(ranks.potentialAtLeast).toHaveLength(4);
  expect(ranks.cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe((await column('1')).length);
  const best = ranks.cells
    .filter((cell) => cell.potential === 5)
    .reduce((sum, cell) => sum + cell.customers, 0);
  expect(best / (await column('1')).length).toBeCloseTo(0.2, 1);
});

it('ranks what is against what is possible too, and says which', async () => {
  const ranks = orThrow(await portfolioRanks(needs(), { across: 'potentialSales' }));
  expect(ranks.across).toBe('potentialSales');
  expect(ranks.cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe((await column('1')).length);
  const [cut = 0] = ranks.potentialAtLeast.slice(-1);
  const [row] = await engines.warehouse.query<{ above: number }>(
    'SELECT countIf(potential >= {cut:Float64}) AS above FROM customer_potentials WHERE snapshot_id = {id:UInt64}',
    { id: snapshots[1], cut },
  );
  const best = ranks.cells
    .filter((cell) => cell.potential === 5)
    .reduce((sum, cell) => sum + cell.customers, 0);
  expect(best).toBe(row?.above);
});

it('tells who moved between two dates and what it is worth; the sums are those of the two dates', async () => {
  const [from = 0, until = 0] = snapshots;
  const moves = orThrow(await portfolioMoves(needs(), { matrix: 'revenue-lifetime', from, until }));
  const after = orThrow(await portfolioMatrix(needs(), { matrix: 'revenue-lifetime' }));
  for (const cell of after.cells) {
    const arrived = moves.moves.filter((move) => move.until === cell.name);
    expect(arrived.reduce((sum, move) => sum + move.customers, 0)).toBe(cell.customers);
  }
  const before = orThrow(await portfolioSpread(needs(), { measure: 'netSales12Months', snapshotId: from }));
  const now = orThrow(await portfolioSpread(needs(), { measure: 'netSales12Months' }));
  const change = moves.moves.reduce((sum, move) => sum + Number(move.salesChange), 0);
  expect(change).toBeCloseTo(now.total - before.total, 4);
  expect(await portfolioMoves(needs(), { matrix: 'revenue-lifetime', from: 999, until })).toMatchObject({
    code: 'no-such-snapshot',
  });
});

it('names those of each move, page by page: as many as were counted, their changes sum to that of the move, each where the snapshots say', async () => {
  const [from = 0, until = 0] = snapshots;
  const asked = { matrix: 'revenue-lifetime' as const, from, until, cutX: 200, cutY: 300 };
  const { moves } = orThrow(await portfolioMoves(needs(), asked));
  expect(moves.length).toBeGreaterThan(4);
  expect(moves.some((move) => move.from === null)).toBe(true);
  for (const move of moves) {
    const found: { customerId: number; salesChange: string; salesAfter: string | null }[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = orThrow(
        await movedCustomers(needs(), {
          ...{ ...asked, before: move.from ?? undefined, after: move.until ?? undefined, limit: 30 },
          cursor,
        }),
      );
      found.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      more = cursor !== undefined;
    }
    expect(new Set(found.map((one) => one.customerId)).size).toBe(move.customers);
    const change = found.reduce((sum, one) => sum + Number(one.salesChange), 0);
    expect(change).toBeCloseTo(Number(move.salesChange), 4);
    const rows = await engines.warehouse.query<{ high: number }>(
      `SELECT toUInt8(net_sales_12m >= 300) AS high FROM customer_values
       WHERE snapshot_id = {until:UInt64} AND customer_id IN {ids:Array(UInt64)}`,
      { until, ids: found.map((one) => one.customerId) },
    );
    const isHigh = move.until === 'conquest' || move.until === 'loyalty';
    expect(rows.every((row) => (row.high === 1) === isHigh)).toBe(true);
  }
  expect(await movedCustomers(needs(), { ...asked, before: 'nowhere', limit: 5 })).toMatchObject({
    code: 'no-such-cell',
  });
  expect(await movedCustomers(needs(), { ...asked, cursor: 'x', limit: 5 })).toMatchObject({
    code: 'bad-cursor',
  });
});

async function everyPage(ask: (cursor: string | undefined) => Promise<Outcome<CellCustomers>>) {
  const found: CellCustomers['items'] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = orThrow(await ask(cursor));
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
    more = cursor !== undefined;
  }
  const sales = found.map((one) => Number(one.netSales));
  expect(sales).toEqual(sales.toSorted((a, b) => b - a));
  expect(new Set(found.map((one) => one.customerId)).size).toBe(found.length);
  return { customers: found.length, sales: sales.reduce((sum, one) => sum + one, 0) };
}

it('names those of each cell as of either date, page by page: as many as the cell counts, their sales sum to its own', async () => {
  let older = 0;
  for (const snapshotId of snapshots) {
    for (const matrix of ['revenue-lifetime', 'current-potential'] as const)
      for (const { name, customers, netSales } of orThrow(
        await portfolioMatrix(needs(), { matrix, snapshotId }),
      ).cells) {
        const asked = { matrix, snapshotId, cell: name, limit: 40 };
        const found = await everyPage((cursor) => matrixCustomers(needs(), { ...asked, cursor }));
        expect(found.customers, `${matrix} ${name}`).toBe(customers);
        expect(found.sales).toBeCloseTo(Number(netSales), 4);
      }
    for (const cell of orThrow(await portfolioRanks(needs(), { snapshotId })).cells) {
      const { actual, potential } = cell;
      const asked = {
        ...{ across: 'futureSales' as const, snapshotId },
        ...{ actual, potential: potential ?? undefined, limit: 40 },
      };
      const found = await everyPage((cursor) => rankCustomers(needs(), { ...asked, cursor }));
      expect(found.customers, `${actual} ${potential}`).toBe(cell.customers);
      expect(found.sales).toBeCloseTo(Number(cell.netSales), 4);
      if (snapshotId === snapshots[0]) older += found.customers;
    }
  }
  expect(older).toBe((await column('1', snapshots[0])).length);
  const asked = { matrix: 'revenue-lifetime' as const, limit: 5 };
  expect(await matrixCustomers(needs(), { ...asked, cell: 'nowhere' })).toMatchObject({
    code: 'no-such-cell',
  });
  expect(await matrixCustomers(needs(), { ...asked, cell: 'control', cursor: 'x' })).toMatchObject({
    code: 'bad-cursor',
  });
  expect(await matrixCustomers(needs(), { ...asked, cell: 'control', snapshotId: 999 })).toMatchObject({
    code: 'no-such-snapshot',
  });
});
