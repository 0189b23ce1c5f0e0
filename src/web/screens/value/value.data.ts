import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { RefreshReply, ValueOverview } from '#differentiate/value/api';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';

/** The value of the base at its last computation; null before the first one. */
export function useValueOverview() {
  const may = useMay();
  return useQuery({
    queryKey: ['value-overview'],
    queryFn: ({ signal }) => orNothing(request({ path: '/value/overview', shape: ValueOverview, signal })),
    enabled: may('value:read'),
    staleTime: 30_000,
  });
}

/** Asks for the value of every customer to be computed again; the job shows in the tray. */
export function useRefreshValue() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request({ method: 'POST', path: '/value/refresh', body: {}, shape: RefreshReply }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
}
