import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  ActReply,
  ActsReply,
  CustomerTiesReply,
  type DecideBody,
  ModelsReply,
  type PartBody,
  PartCounts,
  type PartScope,
  PairReply,
  QualityReply,
  type QueueItem,
  type QueueQuery,
  QueueReply,
  RunReply,
  SettingsBody,
  StatusReply,
} from '#identify/review/api';
import { ListImportsReply } from '#identify/sources/api';
import { request } from '../../data/request.ts';

export type Pair = { readonly low: number; readonly high: number };
export type QueuedPair = z.infer<typeof QueueItem>;
export const nameOfPair = ({ low, high }: Pair): string => `${low}-${high}`;

/** Where matching stands: settings, model, what waits. */
export function useStatus() {
  return useQuery({
    queryKey: ['matching', 'status'],
    queryFn: ({ signal }) => request({ path: '/matching', shape: StatusReply, signal }),
    // Matching follows an import by some seconds: the screen shows it without being asked.
    refetchInterval: 10_000,
  });
}

export type QueueOrder = z.infer<typeof QueueQuery>['order'];

/** The pairs to look at next; more are read when these are decided. */
export function useQueue(kind: QueuedPair['kind'], order: QueueOrder) {
  return useQuery({
    queryKey: ['matching', 'queue', kind, order],
    queryFn: ({ signal }) =>
      request({ path: '/matching/queue', query: { kind, order, limit: 20 }, shape: QueueReply, signal }),
  });
}

export function usePair(pair: Pair | undefined) {
  return useQuery({
    queryKey: ['matching', 'pair', pair?.low, pair?.high],
    queryFn: ({ signal }) =>
      request({ path: `/matching/pairs/${pair?.low}/${pair?.high}`, shape: PairReply, signal }),
    enabled: pair !== undefined,
  });
}

export function useQuality() {
  return useQuery({
    queryKey: ['matching', 'quality'],
    queryFn: ({ signal }) => request({ path: '/matching/quality', shape: QualityReply, signal }),
  });
}

export function useActs() {
  return useQuery({
    queryKey: ['matching', 'acts'],
    queryFn: ({ signal }) =>
      request({ path: '/matching/acts', query: { limit: 100 }, shape: ActsReply, signal }),
  });
}

/** Why a customer's records are one person, and whom else they may be. */
export function useTies(customerId: number) {
  return useQuery({
    queryKey: ['matching', 'ties', customerId],
    queryFn: ({ signal }) =>
      request({ path: `/customers/${customerId}/ties`, shape: CustomerTiesReply, signal }),
  });
}

/** What is said of who is who changes customers everywhere: everything shown of them is read again. */
function useChange<Body>(call: (body: Body) => Promise<z.infer<typeof ActReply>>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: () => queries.invalidateQueries(),
  });
}

export function useDecide() {
  return useChange((body: z.input<typeof DecideBody>) =>
    request({ method: 'POST', path: '/matching/decisions', body, shape: ActReply }),
  );
}

/** Takes one act back, or the last of one's own. */
export function useUndo() {
  return useChange((actId: number | undefined) =>
    request({
      method: 'POST',
      path: actId === undefined ? '/matching/undo' : `/matching/acts/${actId}/undo`,
      shape: ActReply,
    }),
  );
}

export function useAccept() {
  return useChange((from: number) =>
    request({ method: 'POST', path: '/matching/accept', body: { from }, shape: ActReply }),
  );
}

/** What a parting in bulk would do. */
export function useCountParting(of: PartScope | undefined) {
  return useQuery({
    queryKey: ['matching', 'parting', of],
    queryFn: ({ signal }) =>
      request({ method: 'POST', path: '/matching/unmerge/count', body: { of }, shape: PartCounts, signal }),
    enabled: of !== undefined,
  });
}

export function usePartInBulk() {
  return useChange((body: z.input<typeof PartBody>) =>
    request({ method: 'POST', path: '/matching/unmerge', body, shape: ActReply }),
  );
}

/** Every model there was, and the last imports: what can be parted in bulk. */
export function useModels() {
  return useQuery({
    queryKey: ['matching', 'models'],
    queryFn: ({ signal }) => request({ path: '/matching/models', shape: ModelsReply, signal }),
  });
}

export function useLastImports() {
  return useQuery({
    queryKey: ['list', '/imports', 'last'],
    queryFn: ({ signal }) =>
      request({ path: '/imports', query: { limit: 50, state: 'done' }, shape: ListImportsReply, signal }),
  });
}

export function useMerge(customerId: number) {
  return useChange((others: readonly number[]) =>
    request({
      method: 'POST',
      path: `/customers/${customerId}/merge`,
      body: { with: others },
      shape: ActReply,
    }),
  );
}

export function useUnmerge(customerId: number) {
  return useChange((groups: readonly (readonly number[])[]) =>
    request({ method: 'POST', path: `/customers/${customerId}/unmerge`, body: { groups }, shape: ActReply }),
  );
}

/** Matches whoever changed now; with `learn`, learns a new model on everybody first. */
export function useRun() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (learn: boolean) =>
      request({ method: 'POST', path: '/matching/runs', body: { learn }, shape: RunReply }),
    onSuccess: () =>
      Promise.all(['jobs', 'matching'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}

export function useChangeSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof SettingsBody>) =>
      request({ method: 'PUT', path: '/matching/settings', body, shape: SettingsBody }),
    onSuccess: () =>
      Promise.all(['jobs', 'matching'].map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
}
