import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { ConsentsReply, PermissionsReply, ProofReply, type RecordConsentBody } from '#identify/consent/api';
import { request } from '../../data/request.ts';

/** What may be done with a customer's channels on a day (today when empty), and by which statement or rule. */
export function usePermissions(id: number, asOf: string) {
  return useQuery({
    queryKey: ['client-permissions', id, asOf],
    queryFn: ({ signal }) =>
      request({ path: `/customers/${id}/permissions`, query: { asOf }, shape: PermissionsReply, signal }),
    placeholderData: keepPreviousData,
  });
}

export type Said = {
  readonly consent: z.input<typeof RecordConsentBody>;
  /** A file that proves it, sent first. */
  readonly proof: File | null;
};

/** Writes down a consent or a refusal with what proves it. */
export function useRecordConsent(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ consent, proof }: Said) => {
      const kept = proof === null ? undefined : await keepProof(proof);
      const evidence = { ...consent.evidence, ...(kept === undefined ? {} : { proof: kept.proof }) };
      const body = { ...consent, evidence };
      return request({ method: 'POST', path: `/customers/${id}/consents`, body, shape: ConsentsReply });
    },
    onSuccess: () =>
      Promise.all(
        ['client', 'client-permissions', 'client-timeline'].map((name) =>
          queries.invalidateQueries({ queryKey: [name, id] }),
        ),
      ),
  });
}

function keepProof(file: File) {
  const body = new FormData();
  body.append('file', file);
  return request({ method: 'POST', path: '/consents/proofs', body, shape: ProofReply });
}
