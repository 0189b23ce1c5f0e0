import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignView } from '#interact/campaigns/api';
import { Page, Section } from '../../components/page.tsx';
import { Status } from '../../components/status.tsx';
import { tidy } from '../../data/list-search.ts';
import { useFormat } from '../../data/use-format.ts';
import { CampaignActions } from './campaign-actions.tsx';
import { CampaignEffect } from './campaign-effect.tsx';
import { CampaignFunnel } from './campaign-funnel.tsx';
import { CampaignMessages } from './campaign-messages.tsx';
import { stateTones } from './campaign-state.ts';
import type { CampaignSearch } from './campaigns-search.ts';
import { MessagePane } from './message-pane.tsx';
import { useAudienceWords } from './use-audience-words.ts';

/** A campaign on its way or past: where its messages are, what it changed, and who got what. */
export function CampaignResult(props: { campaign: CampaignView; above: ReactNode }) {
  const { t } = useTranslation('campaigns');
  const { campaign } = props;
  const search = useSearch({ from: '/inside/campaigns/$id' });
  const navigate = useNavigate({ from: '/campaigns/$id' });
  const set = (change: Partial<CampaignSearch>) =>
    void navigate({ search: tidy({ ...search, ...change }), replace: true });
  const tab = search.tab ?? 'effect';
  return (
    <Page
      title={campaign.name}
      above={props.above}
      sentence={<Standing campaign={campaign} />}
      action={<CampaignActions campaign={campaign} />}
    >
      <Tabs
        value={tab}
        onChange={(value) => set({ tab: value === 'messages' || value === 'content' ? value : undefined })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="effect">{t('tabs.effect')}</Tabs.Tab>
          <Tabs.Tab value="messages">{t('tabs.messages')}</Tabs.Tab>
          <Tabs.Tab value="content">{t('tabs.content')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="effect" pt="md">
          <CampaignEffect campaign={campaign} />
          {campaign.launchedAt ? (
            <Section title={t('result.progress')}>
              <CampaignFunnel campaign={campaign} />
            </Section>
          ) : null}
        </Tabs.Panel>
        <Tabs.Panel value="messages" pt="md">
          <CampaignMessages campaign={campaign} search={search} set={set} />
        </Tabs.Panel>
        <Tabs.Panel value="content" pt="md" maw={640}>
          <MessagePane
            draft={campaign}
            as={search.as}
            device={search.device ?? 'desktop'}
            onAs={(as) => set({ as })}
            onDevice={(device) => set({ device })}
          />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Standing(props: { campaign: CampaignView }) {
  const { t } = useTranslation('campaigns');
  const format = useFormat();
  const audienceWords = useAudienceWords();
  const { campaign } = props;
  return (
    <>
      <Status tone={stateTones[campaign.state]}>{t(`states.${campaign.state}`)}</Status>
      {' · '}
      {t('result.audience', { who: audienceWords(campaign.audience) })}
      {campaign.launchedAt ? ` · ${format.dateTime(campaign.launchedAt)}` : ''}
      {campaign.state === 'scheduled' && campaign.scheduledAt
        ? ` · ${t('result.scheduledFor', { when: format.dateTime(campaign.scheduledAt) })}`
        : ''}
      {campaign.trouble ? <strong> · {t('result.trouble', { what: campaign.trouble })}</strong> : null}
    </>
  );
}
