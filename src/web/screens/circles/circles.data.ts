import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CompanyView, ListCompaniesReply } from '#identify/companies/api';
import { CustomerHousehold, HouseholdPage } from '#identify/households/api';
import { request } from '../../data/request.ts';

/** A household as a whole, by anybody in it. */
export function useHousehold(customerId: number) {
  return useQuery({
    queryKey: ['household', customerId],
    queryFn: ({ signal }) => request({ path: `/households/${customerId}`, shape: HouseholdPage, signal }),
  });
}

type HouseholdWord =
  | { readonly customerId: number; readonly withCustomerId: number | null }
  | { readonly undo: number };

/** Says with whom somebody lives, or that they live alone; or takes what was said back. */
export function useSayHousehold() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (said: HouseholdWord) =>
      'undo' in said
        ? request({ method: 'DELETE', path: `/household-decisions/${said.undo}`, shape: CustomerHousehold })
        : request({
            method: 'POST',
            path: `/customers/${said.customerId}/household`,
            body: { withCustomerId: said.withCustomerId },
            shape: CustomerHousehold,
          }),
    onSuccess: () =>
      Promise.all(
        [['client'], ['household'], ['list', '/households']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

export function useCompany(companyId: number) {
  return useQuery({
    queryKey: ['company', companyId],
    queryFn: ({ signal }) => request({ path: `/companies/${companyId}`, shape: CompanyView, signal }),
  });
}

/** Says which company another belongs to; null: none, whatever records say. */
export function useSetParent(companyId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (parentSiren: string | null) =>
      request({
        method: 'PUT',
        path: `/companies/${companyId}/parent`,
        body: { parentSiren },
        shape: CompanyView,
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['company'] }),
  });
}

/** Companies by the first letters of their name, or of their SIREN. */
export function useFindCompanies(words: string) {
  return useQuery({
    queryKey: ['find-companies', words],
    queryFn: ({ signal }) =>
      request({ path: '/companies', query: { search: words, limit: 8 }, shape: ListCompaniesReply, signal }),
    enabled: words.trim().length >= 2,
    placeholderData: keepPreviousData,
  });
}
