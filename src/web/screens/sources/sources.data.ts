import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { z } from 'zod';
import { request } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';

const SourceNames = z.object({ items: z.array(z.object({ sourceId: z.number(), name: z.string() })) });

export const importStates = [
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
] as const;

export const ImportView = z.object({
  importId: z.number(),
  source: z.string(),
  fileName: z.string(),
  fileBytes: z.number(),
  state: z.enum(importStates),
  read: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  duplicate: z.number(),
  repeats: z.number(),
  error: z.string().nullable(),
  jobId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
export type ImportView = z.infer<typeof ImportView>;
export const ImportsReply = z.object({ items: z.array(ImportView), nextCursor: z.string().nullable() });

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

/** Whether an import may still change. */
export const isMoving = (state: ImportView['state']): boolean =>
  state === 'waiting' || state === 'running' || state === 'undoing';

/** One import; asked again while it moves. */
export function useImport(id: number) {
  return useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => request({ path: `/imports/${id}`, shape: ImportView, signal }),
    refetchInterval: (query) => (query.state.data && isMoving(query.state.data.state) ? 1000 : false),
  });
}

/** Takes back everything an import brought. */
export function useUndoImport(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => request({ method: 'POST', path: `/imports/${id}/undo`, shape: z.unknown() }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['import', id] }),
        queries.invalidateQueries({ queryKey: ['list', '/imports'] }),
        queries.invalidateQueries({ queryKey: ['jobs'] }),
      ]),
  });
}
