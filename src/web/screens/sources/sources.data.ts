import {
  keepPreviousData,
  useMutation,
  useMutationState,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import {
  CheckReply,
  DetectReply,
  type FileFormat,
  type GuessableKind,
  GuessReply,
  ImportReceiptView,
  ImportView,
  ListSourcesReply,
  type Mapping,
  type StartImportBody,
  UndoReply,
  UploadView,
} from '#identify/sources/api';
import { request } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';

/** Where records come from, by name. */
export function useSources(): { sourceId: number; name: string }[] {
  const may = useMay();
  const { data } = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) =>
      request({ path: '/sources', query: { limit: 200 }, shape: ListSourcesReply, signal }),
    enabled: may('imports:read'),
    staleTime: 60_000,
  });
  return data?.items ?? [];
}

/** Whether an import may still change. */
export const isMoving = (state: ImportView['state']): boolean =>
  state === 'waiting' || state === 'running' || state === 'undoing';

const undoKey = (id: number) => ['undo-import', id] as const;

/**
 * One import's receipt; asked again while it moves, and from an accepted undo until it is undone: the job that undoes may start
 * after the page asks.
 */
export function useImport(id: number) {
  const asked = useMutationState({ filters: { mutationKey: undoKey(id), status: 'success' } }).length > 0;
  return useQuery({
    queryKey: ['import', id],
    queryFn: ({ signal }) => request({ path: `/imports/${id}`, shape: ImportReceiptView, signal }),
    refetchInterval: ({ state: { data } }) =>
      data && (isMoving(data.state) || (asked && data.state !== 'undone')) ? 1000 : false,
  });
}

/** Takes back everything an import brought. */
export function useUndoImport(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: undoKey(id),
    mutationFn: () => request({ method: 'POST', path: `/imports/${id}/undo`, shape: UndoReply }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['import', id] }),
        queries.invalidateQueries({ queryKey: ['list', '/imports'] }),
        queries.invalidateQueries({ queryKey: ['jobs'] }),
      ]),
  });
}

/** A file that was sent. */
export function useUpload(fileId: string | undefined) {
  return useQuery({
    queryKey: ['upload', fileId],
    queryFn: ({ signal }) => request({ path: `/uploads/${fileId}`, shape: UploadView, signal }),
    enabled: fileId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** How the file seems to be written; with a format, its first rows read that way. */
export function useDetect(fileId: string, format: FileFormat | undefined) {
  return useQuery({
    queryKey: ['detect', fileId, format],
    queryFn: ({ signal }) =>
      request({
        method: 'POST',
        path: `/uploads/${fileId}/detect`,
        body: { format },
        shape: DetectReply,
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the columns seem to be. */
export function useGuess(
  fileId: string,
  body: { format: FileFormat; source?: string | undefined; kind?: GuessableKind | undefined },
) {
  return useQuery({
    queryKey: ['guess', fileId, body],
    queryFn: ({ signal }) =>
      request({ method: 'POST', path: `/uploads/${fileId}/guess`, body, shape: GuessReply, signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the first lines would give, nothing stored. */
export function useCheck(fileId: string, mapping: Mapping | undefined) {
  return useQuery({
    queryKey: ['check', fileId, mapping],
    queryFn: ({ signal }) =>
      request({
        method: 'POST',
        path: `/uploads/${fileId}/check`,
        body: { mapping },
        shape: CheckReply,
        signal,
      }),
    enabled: mapping !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Starts an import as a job. */
export function useStartImport() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof StartImportBody>) =>
      request({ method: 'POST', path: '/imports', body, shape: ImportView }),
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['list', '/imports'] }),
        queries.invalidateQueries({ queryKey: ['jobs'] }),
        queries.invalidateQueries({ queryKey: ['sources'] }),
      ]),
  });
}
