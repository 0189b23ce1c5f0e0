import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChangedSurvivorship, Survivorship, SurvivorshipPreview } from '#identify/customers/api';
import { ListSourcesReply } from '#identify/sources/api';
import { request } from '../../data/request.ts';

const path = '/survivorship';

/** The rules in force. */
export function useSurvivorship() {
  return useQuery({
    queryKey: ['survivorship'],
    queryFn: ({ signal }) => request({ path, shape: Survivorship, signal }),
  });
}

/** What other rules would change; nothing is changed. */
export function useTryRules() {
  return useMutation({
    mutationFn: (rules: Survivorship) =>
      request({ method: 'POST', path: `${path}/preview`, body: rules, shape: SurvivorshipPreview }),
  });
}

/** Puts rules in force. */
export function useApplyRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (rules: Survivorship) =>
      request({ method: 'PUT', path, body: rules, shape: ChangedSurvivorship }),
    onSuccess: () =>
      Promise.all(
        [['survivorship'], ['client'], ['jobs']].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  });
}

/** Names of the sources people come from. */
export function useSourceNames() {
  return useQuery({
    queryKey: ['source-names'],
    queryFn: async ({ signal }) => {
      const { items } = await request({ path: '/sources?limit=200', shape: ListSourcesReply, signal });
      return items.map(({ name }) => name);
    },
  });
}
