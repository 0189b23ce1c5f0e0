import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { z } from 'zod';
import {
  type ChangeRequestBody,
  type OpenRequestBody,
  type RefuseRequestBody,
  RequestReply,
  RunReply,
} from '#identify/requests/api';
import { request } from '../../data/request.ts';

/** One request with what was done; looked at again while it is carried out, and the list with it when that has ended. */
export function useRequest(requestId: number) {
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['request', requestId],
    queryFn: ({ signal }) => request({ path: `/requests/${requestId}`, shape: RequestReply, signal }),
    refetchInterval: ({ state }) => (state.data?.endedAt === null ? 1_000 : false),
  });
  const state = found.data?.state;
  useEffect(() => {
    if (state === 'done') void queries.invalidateQueries({ queryKey: ['list', '/requests'] });
  }, [state, queries]);
  return found;
}

/** What changes a request shows in its page and in the list. */
function useChange<Body, Reply>(call: (body: Body) => Promise<Reply>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: call, onSuccess: () => queries.invalidateQueries() });
}

export function useOpenRequest() {
  return useChange((body: z.input<typeof OpenRequestBody>) =>
    request({ method: 'POST', path: '/requests', body, shape: RequestReply }),
  );
}

export function useChangeRequest(requestId: number) {
  return useChange((body: z.input<typeof ChangeRequestBody>) =>
    request({ method: 'PATCH', path: `/requests/${requestId}`, body, shape: RequestReply }),
  );
}

export function useRefuseRequest(requestId: number) {
  return useChange((body: z.input<typeof RefuseRequestBody>) =>
    request({ method: 'POST', path: `/requests/${requestId}/refusal`, body, shape: RequestReply }),
  );
}

/** Carries a request out: a job, which shows in the tray. */
export function useRunRequest(requestId: number) {
  return useChange(() => request({ method: 'POST', path: `/requests/${requestId}/run`, shape: RunReply }));
}
