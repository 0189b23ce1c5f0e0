import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  FitReply,
  LifetimeFitsReply,
  LifetimeOverview,
  LifetimeSettings,
  RecencyValue,
} from '#differentiate/lifetime/api';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';

/** What the base will probably bring; null before the first computation. */
export function useForecast() {
  return useQuery({
    queryKey: ['lifetime-overview'],
    queryFn: ({ signal }) =>
      orNothing(request({ path: '/lifetime/overview', shape: LifetimeOverview, signal })),
  });
}

/** What customers bring by the time since their last purchase, as kept at a date; the newest when undefined. */
export function useRecencyValue(at: number | undefined) {
  return useQuery({
    queryKey: ['lifetime-recency', at],
    queryFn: ({ signal }) =>
      request({ path: '/lifetime/recency', query: { snapshotId: at }, shape: RecencyValue, signal }),
    placeholderData: keepPreviousData,
  });
}

/** The last fits. */
export function useFits() {
  return useQuery({
    queryKey: ['lifetime-fits'],
    queryFn: ({ signal }) =>
      request({ path: '/lifetime/fits', query: { limit: 20 }, shape: LifetimeFitsReply, signal }),
  });
}

/** How the future is forecast. */
export function useForecastSettings() {
  return useQuery({
    queryKey: ['lifetime-settings'],
    queryFn: ({ signal }) => request({ path: '/lifetime/settings', shape: LifetimeSettings, signal }),
  });
}

/** Keeps settings, then asks for a fit with them; the job shows in the tray. */
export function useRefit() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (settings: LifetimeSettings | undefined) => {
      if (settings !== undefined)
        await request({ method: 'PUT', path: '/lifetime/settings', body: settings, shape: LifetimeSettings });
      return request({ method: 'POST', path: '/lifetime/fit', body: {}, shape: FitReply });
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['jobs'] }),
        queries.invalidateQueries({ queryKey: ['lifetime-settings'] }),
      ]),
  });
}
