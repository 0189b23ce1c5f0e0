import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  BelowZeroReply,
  type CostModel,
  CostModelsReply,
  CostModelView,
  ProfitStatement,
} from '#differentiate/profit/api';
import { RefreshReply } from '#differentiate/value/api';
import { problemOf } from '../../data/problem.ts';
import { request } from '../../data/request.ts';

/** The account of the base; null before the first computation. */
export function useStatement() {
  return useQuery({
    queryKey: ['profit-statement'],
    queryFn: async ({ signal }) => {
      try {
        return await request({ path: '/profit/statement', shape: ProfitStatement, signal });
      } catch (thrown) {
        if (problemOf(thrown).status === 404) return null;
        throw thrown;
      }
    },
  });
}

/** The customers with the greatest losses. */
export function useBelowZero(enabled: boolean) {
  return useQuery({
    queryKey: ['profit-below-zero'],
    queryFn: ({ signal }) =>
      request({ path: '/profit/below-zero', query: { limit: 25 }, shape: BelowZeroReply, signal }),
    enabled,
  });
}

/** The costs in force and the drivers there are. */
export function useCosts() {
  return useQuery({
    queryKey: ['costs'],
    queryFn: ({ signal }) => request({ path: '/costs', shape: CostModelsReply, signal }),
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
