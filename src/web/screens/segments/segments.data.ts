import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Condition } from '#differentiate/attributes/api';
import {
  type ChangeSegmentBody,
  CountReply,
  SampleReply,
  type SegmentBody,
  SegmentPageView,
  SegmentsReply,
  SegmentView,
} from '#differentiate/segments/api';
import { request } from '../../data/request.ts';

/** Saved segments, to choose one from. */
export function useSegmentChoices(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: ['list', '/segments', 'names'],
    queryFn: ({ signal }) =>
      request({ path: '/segments', query: { limit: 200 }, shape: SegmentsReply, signal }),
  });
  return (data?.items ?? []).map((segment) => ({ value: String(segment.segmentId), label: segment.name }));
}

/** One segment, its versions and where it is used. */
export function useSegment(id: number | undefined) {
  return useQuery({
    queryKey: ['segment', id],
    queryFn: ({ signal }) => request({ path: `/segments/${id}`, shape: SegmentPageView, signal }),
    enabled: id !== undefined,
  });
}

/** How many customers a condition means, and how many of them can be reached. */
export function useCount(condition: Condition | undefined) {
  return useQuery({
    queryKey: ['segment-count', condition],
    queryFn: ({ signal }) =>
      request({ method: 'POST', path: '/segments/count', body: { condition }, shape: CountReply, signal }),
    enabled: condition !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** A few customers a condition means, the same few for the same seed. */
export function useSample(condition: Condition | undefined, seed: number, enabled: boolean) {
  return useQuery({
    queryKey: ['segment-sample', condition, seed],
    queryFn: ({ signal }) =>
      request({
        method: 'POST',
        path: '/segments/sample',
        body: { condition, size: 8, seed },
        shape: SampleReply,
        signal,
      }),
    enabled: enabled && condition !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Saves a segment: a new one, or the next version of one. */
export function useSaveSegment(id: number | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof SegmentBody> | z.input<typeof ChangeSegmentBody>) =>
      id === undefined
        ? request({ method: 'POST', path: '/segments', body, shape: SegmentView })
        : request({ method: 'PUT', path: `/segments/${id}`, body, shape: SegmentView }),
    onSuccess: async (segment) => {
      await queries.invalidateQueries({ queryKey: ['list', '/segments'] });
      await queries.invalidateQueries({ queryKey: ['segment', segment.segmentId] });
    },
  });
}

/** Puts a segment away; campaigns that used it keep what they had. */
export function useArchiveSegment(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request({ method: 'DELETE', path: `/segments/${id}`, shape: SegmentView }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['list', '/segments'] }),
  });
}
