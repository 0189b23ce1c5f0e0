import { useQuery } from '@tanstack/react-query';
import { CountReply } from '#differentiate/segments/api';
import { EffectReport } from '#evaluate/effects/api';
import { Campaigns, type CampaignView } from '#interact/campaigns/api';
import { request } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';

/** Everyone known, and how many of them each channel reaches. */
export function useReach() {
  const may = useMay();
  return useQuery({
    queryKey: ['reach'],
    queryFn: ({ signal }) =>
      request({
        method: 'POST',
        path: '/segments/count',
        body: { condition: { and: [] } },
        shape: CountReply,
        signal,
      }),
    enabled: may('segments:read'),
    staleTime: 60_000,
  });
}

/** The campaigns changed last. */
export function useLatestCampaigns() {
  const may = useMay();
  return useQuery({
    queryKey: ['list', '/campaigns', 'latest'],
    queryFn: ({ signal }) => request({ path: '/campaigns', query: { limit: 20 }, shape: Campaigns, signal }),
    enabled: may('campaigns:read'),
    staleTime: 15_000,
  });
}

/** The last campaign that left, among those changed last. */
export function lastLaunched(campaigns: readonly CampaignView[]): CampaignView | undefined {
  return campaigns
    .filter((one) => one.launchedAt !== null && one.state !== 'cancelled')
    .sort((a, b) => (b.launchedAt ?? '').localeCompare(a.launchedAt ?? ''))[0];
}

/** What the last campaign changed; nothing while there is no report. */
export function useLastEffect(campaignId: number | undefined) {
  const may = useMay();
  return useQuery({
    queryKey: ['campaign-effect', campaignId],
    queryFn: ({ signal }) =>
      request({ path: `/campaigns/${campaignId}/effect`, shape: EffectReport, signal }),
    enabled: may('effects:read') && campaignId !== undefined,
    staleTime: 60_000,
  });
}
