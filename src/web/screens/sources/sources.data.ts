import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';

const SourceNames = z.object({ items: z.array(z.object({ sourceId: z.number(), name: z.string() })) });

/** Where records come from, by name. */
export function useSources(): { sourceId: number; name: string }[] {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => request({ path: '/sources', shape: SourceNames, signal }),
    enabled: may('imports:read'),
    staleTime: 60_000,
  });
  return data?.items ?? [];
}
