import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import {
  CellCustomers,
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

/** The date everything is as of; the newest when undefined. */
type At = number | undefined;

/** How a measure is spread over customers. */
export function useSpread(measure: MeasureName, at: At) {
  return useQuery({
    queryKey: ['portfolio-spread', measure, at],
    queryFn: ({ signal }) =>
      orNothing(
        request({ path: '/portfolio/spread', query: { measure, snapshotId: at }, shape: Spread, signal }),
      ),
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

/** Five ranks of that date against five of what was to come. */
export function useRanks(across: RankMeasure, at: At) {
  return useQuery({
    queryKey: ['portfolio-ranks', across, at],
    queryFn: ({ signal }) =>
      orNothing(
        request({ path: '/portfolio/ranks', query: { across, snapshotId: at }, shape: RanksReply, signal }),
      ),
    placeholderData: keepPreviousData,
  });
}

export type MatrixChoice = { matrix: MatrixName; cutX: number | undefined; cutY: number | undefined };

/** A matrix by its cut lines; the cells before stay until those of the moved lines are there. */
export function useMatrix(choice: MatrixChoice, at: At) {
  return useQuery({
    queryKey: ['portfolio-matrix', choice, at],
    queryFn: ({ signal }) =>
      orNothing(
        request({
          ...{ path: '/portfolio/matrix', query: { ...choice, snapshotId: at }, shape: Matrix, signal },
        }),
      ),
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

/** One cell of the ranks or of a matrix as of a date. */
export type CellChoice = { snapshotId: number } & (
  | { across: RankMeasure; actual: number; potential: number }
  | { matrix: MatrixName; cutX: number; cutY: number; cell: string }
);

/** Who was in a cell, page by page. */
export function useCellCustomers(choice: CellChoice) {
  return useInfiniteQuery({
    queryKey: ['portfolio-cell', choice],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: 'matrix' in choice ? '/portfolio/matrix/customers' : '/portfolio/ranks/customers',
        query: { ...choice, limit: 25, cursor: pageParam },
        ...{ shape: CellCustomers, signal },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
