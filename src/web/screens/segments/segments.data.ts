import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../data/request.ts';

const Names = z.object({ items: z.array(z.object({ segmentId: z.number(), name: z.string() })) });

/** Saved segments, to choose one from. */
export function useSegmentChoices(): { value: string; label: string }[] {
  const { data } = useQuery({
    queryKey: ['list', '/segments', 'names'],
    queryFn: ({ signal }) => request({ path: '/segments', query: { limit: 200 }, shape: Names, signal }),
  });
  return (data?.items ?? []).map((segment) => ({ value: String(segment.segmentId), label: segment.name }));
}
