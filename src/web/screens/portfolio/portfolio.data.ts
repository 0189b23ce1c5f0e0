import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  ConcentrationOverTime,
  Matrix,
  type MatrixName,
  type MeasureName,
  type RankMeasure,
  MovedCustomers,
  Moves,
  RanksReply,
  SnapshotsReply,
  Spread,
} from '#differentiate/portfolio/api';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';

/** Dates that value is kept of, the newest first. */
export function useSnapshots() {
  return useQuery({
    queryKey: ['portfolio-snapshots'],
    queryFn: ({ signal }) => request({ path: '/portfolio/snapshots', shape: SnapshotsReply, signal }),
  });
}

/** How a measure is spread over customers. */
export function useSpread(measure: MeasureName) {
  return useQuery({
    queryKey: ['portfolio-spread', measure],
    queryFn: ({ signal }) =>
      orNothing(request({ path: '/portfolio/spread', query: { measure }, shape: Spread, signal })),
    placeholderData: keepPreviousData,
  });
}

/** How concentrated a measure was at each date kept. */
export function useConcentration(measure: MeasureName) {
  return useQuery({
    queryKey: ['portfolio-concentration', measure],
    queryFn: ({ signal }) =>
      request({
        ...{ path: '/portfolio/concentration', query: { measure } },
        ...{ shape: ConcentrationOverTime, signal },
      }),
    placeholderData: keepPreviousData,
  });
}

/** Five ranks of today against five of tomorrow. */
export function useRanks(across: RankMeasure = 'futureSales') {
  return useQuery({
    queryKey: ['portfolio-ranks', across],
    queryFn: ({ signal }) =>
      orNothing(request({ path: '/portfolio/ranks', query: { across }, shape: RanksReply, signal })),
    placeholderData: keepPreviousData,
  });
}

export type MatrixChoice = { matrix: MatrixName; cutX: number | undefined; cutY: number | undefined };

/** A matrix by its cut lines; the cells before stay until those of the moved lines are there. */
export function useMatrix(choice: MatrixChoice) {
  return useQuery({
    queryKey: ['portfolio-matrix', choice],
    queryFn: ({ signal }) =>
      orNothing(request({ path: '/portfolio/matrix', query: choice, shape: Matrix, signal })),
    placeholderData: keepPreviousData,
  });
}

/** Who moved between two dates, by the same cut lines. */
export function useMoves(choice: MatrixChoice & { from: number | undefined; until: number | undefined }) {
  return useQuery({
    queryKey: ['portfolio-moves', choice],
    queryFn: ({ signal }) => request({ path: '/portfolio/moves', query: choice, shape: Moves, signal }),
    enabled: choice.from !== undefined && choice.until !== undefined,
    placeholderData: keepPreviousData,
  });
}

export type Move = MatrixChoice & {
  from: number;
  until: number;
  before: string | null;
  after: string | null;
};

/** The customers of one move, page by page. */
export function useMoved(move: Move) {
  return useInfiniteQuery({
    queryKey: ['portfolio-moved', move],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: '/portfolio/moves/customers',
        query: {
          ...{ ...move, before: move.before ?? undefined, after: move.after ?? undefined },
          ...{ limit: 25, cursor: pageParam },
        },
        shape: MovedCustomers,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
