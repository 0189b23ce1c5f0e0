import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import {
  AudiencePreview,
  type CampaignBody,
  CampaignProgress,
  CampaignView,
  MessagePreview,
  type PreviewAudienceBody,
  type PreviewMessageBody,
  Proofs,
} from '#interact/campaigns/api';
import { request } from '../../data/request.ts';
import { isMoving } from './campaign-state.ts';

const keyOf = (id: number) => ['campaign', id] as const;

/** One campaign; asked again while its messages move. */
export function useCampaign(id: number) {
  return useQuery({
    queryKey: keyOf(id),
    queryFn: ({ signal }) => request({ path: `/campaigns/${id}`, shape: CampaignView, signal }),
    refetchInterval: (query) => {
      const state = query.state.data?.state;
      return state && (isMoving(state) || state === 'scheduled') ? 2000 : false;
    },
  });
}

/** Makes a draft. */
export function useCreateCampaign() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof CampaignBody>) =>
      request({ method: 'POST', path: '/campaigns', body, shape: CampaignView }),
    onSuccess: (campaign) => {
      queries.setQueryData(keyOf(campaign.campaignId), campaign);
      return queries.invalidateQueries({ queryKey: ['list', '/campaigns'] });
    },
  });
}

/** Saves a draft over the version it was made on. */
export function useSaveCampaign(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { version: number; campaign: CampaignBody }) =>
      request({ method: 'PUT', path: `/campaigns/${id}`, body, shape: CampaignView }),
    onSuccess: (campaign) => {
      queries.setQueryData(keyOf(id), campaign);
      void queries.invalidateQueries({ queryKey: ['list', '/campaigns'] });
    },
  });
}

export type CampaignAct = 'launch' | 'pause' | 'resume' | 'cancel' | 'unschedule';

/** Launches, pauses, resumes or cancels; the reply is the campaign as it then is. */
export function useActOnCampaign(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { act: CampaignAct } | { act: 'schedule'; at: string }) =>
      request({
        method: 'POST',
        path: `/campaigns/${id}/${input.act}`,
        ...('at' in input ? { body: { at: input.at } } : {}),
        shape: CampaignView,
      }),
    onSuccess: (campaign) => {
      queries.setQueryData(keyOf(id), campaign);
      void queries.invalidateQueries({ queryKey: ['campaign-progress', id] });
      void queries.invalidateQueries({ queryKey: ['list', '/campaigns'] });
      void queries.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}

/** How many of an audience would get the message now. */
export function useAudiencePreview(body: z.input<typeof PreviewAudienceBody> | undefined) {
  return useQuery({
    queryKey: ['audience-preview', body],
    queryFn: ({ signal }) =>
      request({ method: 'POST', path: '/campaigns/preview-audience', body, shape: AudiencePreview, signal }),
    enabled: body !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** The message as one customer would see it, and what to mend in it. */
export function useMessagePreview(body: z.input<typeof PreviewMessageBody>) {
  return useQuery({
    queryKey: ['message-preview', body],
    queryFn: ({ signal }) =>
      request({ method: 'POST', path: '/campaigns/preview-message', body, shape: MessagePreview, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Where the messages of a campaign are. */
export function useCampaignProgress(campaign: CampaignView) {
  return useQuery({
    queryKey: ['campaign-progress', campaign.campaignId, campaign.state],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      request({ path: `/campaigns/${campaign.campaignId}/progress`, shape: CampaignProgress, signal }),
    refetchInterval: isMoving(campaign.state) ? 2000 : 30_000,
    enabled: campaign.launchedAt !== null,
  });
}

/** Sends the message to a few addresses of one's own. */
export function useSendProof(id: number) {
  return useMutation({
    mutationFn: (body: { addresses: string[]; customerId: number | null }) =>
      request({ method: 'POST', path: `/campaigns/${id}/proofs`, body, shape: Proofs }),
  });
}
