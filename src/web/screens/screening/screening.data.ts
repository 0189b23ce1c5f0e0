import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import { type ScreeningBody, ScreeningView } from '#identify/screening/api';
import { request } from '../../data/request.ts';

/** Whether a screening may still change. */
export const isScreening = ({ state }: Pick<ScreeningView, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

/** One screening, asked again every second while it runs; the list is read anew once it has ended. */
export function useScreening(screeningId: number) {
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['screening', screeningId],
    queryFn: ({ signal }) => request({ path: `/screenings/${screeningId}`, shape: ScreeningView, signal }),
    refetchInterval: ({ state: { data } }) => (data && isScreening(data) ? 1000 : false),
  });
  const state = found.data?.state;
  useEffect(() => {
    if (state === 'done' || state === 'failed')
      void queries.invalidateQueries({ queryKey: ['list', '/screenings'] });
  }, [state, queries]);
  return found;
}

/** Holds a file against the base as a job. */
export function useStartScreening() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof ScreeningBody>) =>
      request({ method: 'POST', path: '/screenings', body, shape: ScreeningView }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['list', '/screenings'] }),
        queries.invalidateQueries({ queryKey: ['jobs'] }),
      ]),
  });
}
