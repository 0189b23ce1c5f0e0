import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CustomerPotential, PotentialOverview, PotentialSettings } from '#differentiate/potential/api';
import { RefreshReply } from '#differentiate/value/api';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';

/** What the base could spend; null before the first computation. */
export function usePotential() {
  return useQuery({
    queryKey: ['potential-overview'],
    queryFn: ({ signal }) =>
      orNothing(request({ path: '/potential/overview', shape: PotentialOverview, signal })),
  });
}

/** What one customer could spend; null when nothing was computed of them. */
export function useClientPotential(customerId: number) {
  return useQuery({
    queryKey: ['of-customer', 'potential', customerId],
    queryFn: ({ signal }) =>
      orNothing(
        request({
          ...{ path: `/potential/customers/${customerId}`, shape: CustomerPotential, signal },
        }),
      ),
  });
}

/** Keeps how potential is found, then has everything computed anew; the job shows in the tray. */
export function useChangePotential() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (settings: PotentialSettings) => {
      await request({ method: 'PUT', path: '/potential/settings', body: settings, shape: PotentialSettings });
      return request({ method: 'POST', path: '/value/refresh', body: {}, shape: RefreshReply });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
}
