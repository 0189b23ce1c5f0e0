import { listDoneSnapshots } from '#differentiate/value';
import { type AnyRoute, route } from '#platform/http';
import {
  CellCustomers,
  CellQuery,
  ConcentrationOverTime,
  ConcentrationQuery,
  Matrix,
  MatrixQuery,
  MovedCustomers,
  MovedQuery,
  Moves,
  MovesQuery,
  RankCellQuery,
  RanksQuery,
  RanksReply,
  SnapshotsReply,
  Spread,
  SpreadQuery,
} from './api.ts';
import { matrixCustomers, rankCustomers } from './cell-customers.ts';
import { portfolioMatrix, type PortfolioNeeds, portfolioRanks, portfolioSpread } from './portfolio.ts';
import { portfolioConcentration } from './portfolio-concentration.ts';
import { movedCustomers, portfolioMoves } from './portfolio-moves.ts';

/** Customers as a portfolio: how value is spread, ranks, matrices, and who moved. */
export function portfolioRoutes(needs: PortfolioNeeds): AnyRoute[] {
  return [...spreadRoutes(needs), ...matrixRoutes(needs)];
}

function spreadRoutes(needs: PortfolioNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/portfolio/snapshots',
      permission: 'value:read',
      summary: 'Dates that value was computed for and is kept of, the newest first',
      reply: SnapshotsReply,
      handle: async () => ({
        items: (await listDoneSnapshots(needs.db, 120)).map(({ snapshotId, asOf, customers }) => ({
          ...{ snapshotId, asOf: asOf.toISOString(), customers },
        })),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/v1/portfolio/spread',
      permission: 'value:read',
      summary: 'How unequally a measure is spread: Lorenz curve, Gini, tenths',
      query: SpreadQuery,
      reply: Spread,
      handle: ({ query }) => portfolioSpread(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/portfolio/concentration',
      permission: 'value:read',
      summary:
        'How concentrated a measure was at each date kept: Gini, share of the first tenth and hundredth',
      query: ConcentrationQuery,
      reply: ConcentrationOverTime,
      handle: ({ query }) => portfolioConcentration(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/portfolio/ranks',
      permission: 'value:read',
      summary: 'Five ranks of actual value against five of value to come, or of what is possible',
      query: RanksQuery,
      reply: RanksReply,
      handle: ({ query }) => portfolioRanks(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/portfolio/ranks/customers',
      permission: 'customers:read',
      summary: 'Who was in a cell of the ranks at a date, those who bought most first',
      query: RankCellQuery,
      reply: CellCustomers,
      handle: ({ query }) => rankCustomers(needs, query),
    }),
  ];
}

function matrixRoutes(needs: PortfolioNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/portfolio/matrix',
      permission: 'value:read',
      summary: 'A matrix of four cells by two cut lines',
      query: MatrixQuery,
      reply: Matrix,
      handle: ({ query }) => portfolioMatrix(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/portfolio/matrix/customers',
      permission: 'customers:read',
      summary: 'Who was in a cell of a matrix at a date, those who bought most first',
      query: CellQuery,
      reply: CellCustomers,
      handle: ({ query }) => matrixCustomers(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/portfolio/moves',
      permission: 'value:read',
      summary: 'Who moved from cell to cell between two dates, and what it is worth',
      query: MovesQuery,
      reply: Moves,
      handle: ({ query }) => portfolioMoves(needs, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/portfolio/moves/customers',
      permission: 'customers:read',
      summary: 'The customers of one move between two cells, those whose sales changed most first',
      query: MovedQuery,
      reply: MovedCustomers,
      handle: ({ query }) => movedCustomers(needs, query),
    }),
  ];
}
