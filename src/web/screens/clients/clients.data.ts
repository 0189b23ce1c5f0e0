import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CustomerValue } from '#differentiate/value/api';
import { CustomerCompanies } from '#identify/companies/api';
import { ConsentsReply } from '#identify/consent/api';
import { CustomerHousehold } from '#identify/households/api';
import { CustomerPage, ListCustomersReply } from '#identify/customers/api';
import { Dossier } from '#identify/dossier/api';
import { ChannelsReply, ContactsPart, OrdersPart, TimelineReply } from '#identify/history/api';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';
import type { ClientSearch } from './clients-search.ts';

/** One customer: identity with lineage, records, and the parts other modules add. */
export function useClient(id: number | undefined) {
  return useQuery({
    queryKey: ['client', id],
    queryFn: ({ signal }) => request({ path: `/customers/${id}`, shape: CustomerPage, signal }),
    enabled: id !== undefined,
  });
}

/** The parts of a customer page that this screen knows, each left out when its module is absent or has nothing. */
export function partsOf(page: CustomerPage) {
  const { parts } = page;
  return {
    orders: OrdersPart.safeParse(parts['orders']).data,
    contacts: ContactsPart.safeParse(parts['contacts']).data,
    dossier: Dossier.safeParse(parts['dossier']).data,
    household: CustomerHousehold.safeParse(parts['household']).data,
    companies: CustomerCompanies.safeParse(parts['companies']).data,
    consents: ConsentsReply.safeParse(parts['consents']).data?.items,
  };
}

/** What a customer is worth; undefined for one without a purchase. */
export function useClientValue(id: number | undefined, enabled = true) {
  return useQuery({
    queryKey: ['client-value', id],
    queryFn: ({ signal }) =>
      orNothing(request({ path: `/value/customers/${id}`, shape: CustomerValue, signal })),
    enabled: enabled && id !== undefined,
  });
}

/** A person's history as it is narrowed, latest first, a page at a time; the old list stays until the new one is read. */
export function useTimeline(id: number, { kind, channel, from, until, q }: ClientSearch) {
  const narrowed = { kinds: kind, channel, from, until, search: q };
  return useInfiniteQuery({
    queryKey: ['client-timeline', id, narrowed],
    queryFn: ({ pageParam, signal }) =>
      request({
        path: `/customers/${id}/timeline`,
        query: { ...narrowed, cursor: pageParam, limit: 50 },
        shape: TimelineReply,
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: (previous, query) => (query?.queryKey[1] === id ? previous : undefined),
  });
}

/** The channels this person's history went through. */
export function useChannels(id: number) {
  return useQuery({
    queryKey: ['client-channels', id],
    queryFn: ({ signal }) =>
      request({ path: `/customers/${id}/timeline/channels`, shape: ChannelsReply, signal }),
  });
}

/** Customers found by the first letters of anything about them. */
export function useFindClients(words: string, enabled = true) {
  return useQuery({
    queryKey: ['find-clients', words],
    queryFn: ({ signal }) =>
      request({ path: '/customers', query: { search: words, limit: 8 }, shape: ListCustomersReply, signal }),
    enabled: enabled && words.trim().length >= 2,
    placeholderData: keepPreviousData,
  });
}
