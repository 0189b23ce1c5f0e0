import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  BelowZeroReply,
  type CostModel,
  CostModelsReply,
  CostModelView,
  LineCustomers,
  LineFacts,
  ProfitFacts,
  ProfitStatement,
  WhatIf,
} from '#differentiate/profit/api';
import { z } from 'zod';
import { RefreshReply } from '#differentiate/value/api';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';

/** The account of the base; null before the first computation. */
export function useStatement() {
  return useQuery({
    queryKey: ['profit-statement'],
    queryFn: ({ signal }) =>
      orNothing(request({ path: '/profit/statement', shape: ProfitStatement, signal })),
  });
}

/** The customers with the greatest losses. */
export function useBelowZero(enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['profit-below-zero'],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: '/profit/below-zero',
        query: { limit: 25, cursor: pageParam },
        shape: BelowZeroReply,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    enabled,
  });
}

/** The customers who make a line of the account, page by page. */
export function useLineCustomers(line: string) {
  return useInfiniteQuery({
    queryKey: ['profit-line', line],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: `/profit/lines/${line}/customers`,
        query: { limit: 25, cursor: pageParam },
        shape: LineCustomers,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The facts behind a line of a person's account, page by page. */
export function useFacts(customerId: number, line: string) {
  return useInfiniteQuery({
    queryKey: ['profit-facts', customerId, line],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: `/profit/customers/${customerId}/facts`,
        query: { line, limit: 20, cursor: pageParam },
        ...{ shape: ProfitFacts, signal },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The facts behind a line of the account of the base, page by page. */
export function useLineFacts(line: string) {
  return useInfiniteQuery({
    queryKey: ['profit-line-facts', line],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: `/profit/lines/${line}/facts`,
        query: { limit: 25, cursor: pageParam },
        ...{ shape: LineFacts, signal },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The costs in force and the drivers there are. */
export function useCosts() {
  return useQuery({
    queryKey: ['costs'],
    queryFn: ({ signal }) => request({ path: '/costs', shape: CostModelsReply, signal }),
  });
}

/** A what-if copy's account beside the one in force, and whom it would change. */
export function useWhatIf(costModelId: number, version: number) {
  return useQuery({
    queryKey: ['what-if', costModelId, version],
    queryFn: ({ signal }) => request({ path: `/costs/what-if/${costModelId}`, shape: WhatIf, signal }),
  });
}

/** Copies the costs in force, to try changes on. */
export function useCopyCosts() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string }) =>
      request({ method: 'POST', path: '/costs/what-if', body, shape: CostModelView }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['costs'] }),
  });
}

/** Changes a what-if copy; nothing else changes. */
export function useChangeWhatIf(costModelId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { definition: CostModel; version: number }) =>
      request({ method: 'PUT', path: `/costs/what-if/${costModelId}`, body, shape: CostModelView }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['costs'] }),
  });
}

/** Puts a what-if copy in force, and asks for the accounts to be computed anew. */
export function useAdoptWhatIf(costModelId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: { version: number }) => {
      const path = `/costs/what-if/${costModelId}/adopt`;
      const adopted = await request({ method: 'POST', path, body, shape: CostModelView });
      await request({ method: 'POST', path: '/value/refresh', body: {}, shape: RefreshReply });
      return adopted;
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['costs'] }),
        queries.invalidateQueries({ queryKey: ['jobs'] }),
      ]),
  });
}

/** Puts a what-if copy away. */
export function useDropWhatIf(costModelId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      request({
        ...{ method: 'DELETE', path: `/costs/what-if/${costModelId}` },
        shape: z.object({ costModelId: z.int() }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['costs'] }),
  });
}

/** Puts costs in force and asks for the accounts to be computed anew with them. */
export function useChangeCosts() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (body: { definition: CostModel; version: number }) => {
      const changed = await request({ method: 'PUT', path: '/costs', body, shape: CostModelView });
      await request({ method: 'POST', path: '/value/refresh', body: {}, shape: RefreshReply });
      return changed;
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['costs'] }),
        queries.invalidateQueries({ queryKey: ['jobs'] }),
      ]),
  });
}
