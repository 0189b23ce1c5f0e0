import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  BoardReply,
  type ChangeRulesBody,
  type MarkItemsBody,
  MarkItemsReply,
  MendListView,
  RulesReply,
  type SaveMendListBody,
  ScanReply,
  TrendReply,
} from '#identify/quality/api';
import { request } from '../../data/request.ts';

/** Every source's figures at its last scan. */
export function useBoard() {
  return useQuery({
    queryKey: ['quality', 'board'],
    queryFn: ({ signal }) => request({ path: '/quality', shape: BoardReply, signal }),
    // A scan follows an import by some seconds: the board shows it without being asked.
    refetchInterval: 10_000,
  });
}

/** What each import of a source brought. */
export function useTrend(sourceId: number | undefined) {
  return useQuery({
    queryKey: ['quality', 'trend', sourceId],
    queryFn: ({ signal }) =>
      request({ path: `/quality/sources/${sourceId}/trend`, shape: TrendReply, signal }),
    enabled: sourceId !== undefined,
  });
}

export function useRules() {
  return useQuery({
    queryKey: ['quality', 'rules'],
    queryFn: ({ signal }) => request({ path: '/quality/rules', shape: RulesReply, signal }),
    staleTime: 60_000,
  });
}

/** Switches rules; every source is then looked at again. */
export function useChangeRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof ChangeRulesBody>) =>
      request({ method: 'PUT', path: '/quality/rules', body, shape: RulesReply }),
    onSuccess: (reply) => {
      queries.setQueryData(['quality', 'rules'], reply);
      return queries.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}

/** Asks for every source to be looked at now; the jobs show in the tray. */
export function useScan() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request({ method: 'POST', path: '/quality/scans', body: {}, shape: ScanReply }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
}

/** Sets the findings of now aside as a list. */
export function useSaveList() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof SaveMendListBody>) =>
      request({ method: 'POST', path: '/quality/lists', body, shape: MendListView }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['list', '/quality/lists'] }),
  });
}

export function useMendList(listId: number) {
  return useQuery({
    queryKey: ['quality', 'list', listId],
    queryFn: ({ signal }) => request({ path: `/quality/lists/${listId}`, shape: MendListView, signal }),
  });
}

/** Says of items that they are mended, kept as they are, or open again. */
export function useMarkItems(listId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof MarkItemsBody>) =>
      request({ method: 'POST', path: `/quality/lists/${listId}/marks`, body, shape: MarkItemsReply }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['quality', 'list', listId] }),
        queries.invalidateQueries({ queryKey: ['list', `/quality/lists/${listId}/items`] }),
      ]),
  });
}
