import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  ImportedOppositions,
  type NewWordingBody,
  OppositionCheckReply,
  OppositionListsReply,
  Wording,
  WordingsReply,
} from '#identify/consent/api';
import {
  type LetBackBody,
  LetBackReply,
  RetentionReport,
  RetentionSettings,
  RunReply,
} from '#identify/requests/api';
import { request } from '../../data/request.ts';
import { sendFile } from '../../data/send-file.ts';

/** What people read when they said yes or no, every version; not asked of who may not see it. */
export function useWordings(enabled = true) {
  return useQuery({
    queryKey: ['privacy', 'wordings'],
    queryFn: ({ signal }) => request({ path: '/wordings', shape: WordingsReply, signal }),
    enabled,
  });
}

export function useLists() {
  return useQuery({
    queryKey: ['privacy', 'lists'],
    queryFn: ({ signal }) => request({ path: '/opposition-lists', shape: OppositionListsReply, signal }),
  });
}

export function useRetention() {
  return useQuery({
    queryKey: ['privacy', 'retention'],
    queryFn: ({ signal }) => request({ path: '/retention', shape: RetentionSettings, signal }),
  });
}

/** Whom a purge would erase now; asked when somebody wants to know. */
export function useReport(enabled: boolean) {
  return useQuery({
    queryKey: ['privacy', 'report'],
    queryFn: ({ signal }) => request({ path: '/retention/report', shape: RetentionReport, signal }),
    enabled,
  });
}

/** A list held against the base; the whole base is read, so it is asked for by hand. */
export function useCheckList(listId: number) {
  return useMutation({
    mutationFn: () => request({ path: `/opposition-lists/${listId}/check`, shape: OppositionCheckReply }),
  });
}

/** What changes something here shows in every part of the screen. */
function useChange<Input, Reply>(call: (input: Input) => Promise<Reply>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['privacy'] }),
        queries.invalidateQueries({ queryKey: ['jobs'] }),
      ]),
  });
}

export const useAddWording = () =>
  useChange((body: z.input<typeof NewWordingBody>) =>
    request({ method: 'POST', path: '/wordings', body, shape: Wording }),
  );

export type NewList = {
  readonly file: File;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly onProgress: (share: number) => void;
};

/** Sends a list of opposition, in place of the one of that name. */
export const useImportList = () =>
  useChange(({ file, query, onProgress }: NewList) =>
    sendFile({ path: '/opposition-lists', query, file, shape: ImportedOppositions, onProgress }),
  );

export const useRemoveList = () =>
  useChange((listId: number) =>
    request({ method: 'DELETE', path: `/opposition-lists/${listId}`, shape: OppositionListsReply }),
  );

export const useSaveRetention = () =>
  useChange((body: z.input<typeof RetentionSettings>) =>
    request({ method: 'PUT', path: '/retention', body, shape: RetentionSettings }),
  );

export const usePurge = () =>
  useChange((people: number) =>
    request({ method: 'POST', path: '/retention/purge', body: { people }, shape: RunReply }),
  );

export const useLetBack = () =>
  useChange((body: z.input<typeof LetBackBody>) =>
    request({ method: 'POST', path: '/erasures/let-back', body, shape: LetBackReply }),
  );
