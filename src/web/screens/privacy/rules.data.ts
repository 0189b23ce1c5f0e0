import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type PermissionRules,
  PermissionRulesReply,
  PermissionRuleVersionsReply,
  RulesForecastReply,
} from '#identify/consent/api';
import { request } from '../../data/request.ts';

const path = '/permission-rules';

/** Every version of the rules, the one in force first. */
export function useRuleVersions() {
  return useQuery({
    queryKey: ['privacy', 'rules'],
    queryFn: ({ signal }) =>
      request({ path: `${path}/versions`, shape: PermissionRuleVersionsReply, signal }),
  });
}

/** How many customers other rules would open or close; the whole base is read, so it is asked for by hand. */
export function useForecastRules() {
  return useMutation({
    mutationFn: (body: PermissionRules) =>
      request({ method: 'POST', path: `${path}/forecast`, body, shape: RulesForecastReply }),
  });
}

export function useChangeRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: PermissionRules & { readonly version: number }) =>
      request({ method: 'PUT', path, body, shape: PermissionRulesReply }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['privacy'] }),
        queries.invalidateQueries({ queryKey: ['customer'] }),
      ]),
  });
}
