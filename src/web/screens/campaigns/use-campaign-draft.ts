import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { CampaignBody, type CampaignView } from '#interact/campaigns/api';
import { useSaveCampaign } from './campaigns.data.ts';

const saveAfterMilliseconds = 700;

/**
 * What is being written, saved by itself shortly after each change, one save at a time, each over the version the last one
 * gave. A refused save (somebody else changed it, a field is wrong) keeps what was typed and is told.
 */
export function useCampaignDraft(campaign: CampaignView) {
  const [draft, setDraft] = useState<CampaignBody>(() => CampaignBody.strip().parse(campaign));
  const [waiting, setWaiting] = useState(false);
  const latest = useRef(draft);
  const version = useRef(campaign.version);
  const busy = useRef<Promise<boolean>>(Promise.resolve(true));
  const save = useSaveCampaign(campaign.campaignId);
  const write = (): Promise<boolean> => {
    busy.current = busy.current.then(async () => {
      const sent = latest.current;
      try {
        const saved = await save.mutateAsync({ version: version.current, campaign: sent });
        version.current = saved.version;
        if (latest.current === sent) setWaiting(false);
        return true;
      } catch {
        return false;
      }
    });
    return busy.current;
  };
  const soon = useDebouncedCallback(() => void write(), saveAfterMilliseconds);
  const change = (part: Partial<CampaignBody>) => {
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
    setWaiting(true);
    soon();
  };
  return {
    draft,
    change,
    /** Saves now what is not saved yet; false when it was refused. */
    settle: () => (waiting ? write() : busy.current),
    status: save.isError ? ('notSaved' as const) : waiting ? ('saving' as const) : ('saved' as const),
    thrown: save.error,
  };
}

export type CampaignDraft = ReturnType<typeof useCampaignDraft>;
