import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ContractSettings, ContractsOverview, CustomerContracts } from '#differentiate/contracts/api';
import { RefreshReply } from '#differentiate/value/api';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';

/** Contracts of the base; null before the first computation. */
export function useContracts() {
  return useQuery({
    queryKey: ['contracts-overview'],
    queryFn: ({ signal }) =>
      orNothing(request({ path: '/contracts/overview', shape: ContractsOverview, signal })),
  });
}

/** One customer's contracts. */
export function useClientContracts(customerId: number) {
  return useQuery({
    queryKey: ['of-customer', 'contracts', customerId],
    queryFn: ({ signal }) =>
      orNothing(request({ path: `/contracts/customers/${customerId}`, shape: CustomerContracts, signal })),
  });
}

/** Keeps how contracts are forecast, then has everything computed anew; the job shows in the tray. */
export function useChangeContracts() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (settings: ContractSettings) => {
      await request({ method: 'PUT', path: '/contracts/settings', body: settings, shape: ContractSettings });
      return request({ method: 'POST', path: '/value/refresh', body: {}, shape: RefreshReply });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
}
