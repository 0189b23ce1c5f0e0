import { Radio, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Audience } from '#interact/campaigns/api';
import { Section } from '../../components/page.tsx';
import { useAttributes } from '../segments/attributes.data.ts';
import { ConditionGroup } from '../segments/condition-group.tsx';
import { conditionOf, draftOf } from '../segments/draft.ts';
import { useSegmentChoices } from '../segments/segments.data.ts';
import { AudienceFunnel } from './audience-funnel.tsx';
import classes from './campaigns.module.css';
import type { CampaignDraft } from './use-campaign-draft.ts';

type Kind = 'everyone' | 'segment' | 'own';

const kindOf = (audience: Audience): Kind =>
  'everyone' in audience ? 'everyone' : 'segmentId' in audience ? 'segment' : 'own';

/** Step 1: whom the campaign is for, and how many that leaves once consent, addresses and pressure are looked at. */
export function StepAudience(props: { campaignId: number; draft: CampaignDraft }) {
  const { t } = useTranslation('campaigns');
  const { draft, change } = props.draft;
  const [kind, setKind] = useState<Kind>(kindOf(draft.audience));
  const [asked] = useDebouncedValue(draft, 400);
  const choose = (next: Kind) => {
    setKind(next);
    if (next === 'everyone') change({ audience: { everyone: true } });
    if (next === 'own') change({ audience: { condition: { and: [] } } });
  };
  return (
    <>
      <Radio.Group label={t('whom')} value={kind} onChange={(value) => choose(asKind(value))}>
        <div style={{ display: 'grid', gap: 8, marginTop: 6 }}>
          <Radio value="everyone" label={t('everyone')} />
          <Radio value="segment" label={t('segment')} />
          {kind === 'segment' ? <SegmentChoice draft={props.draft} /> : null}
          <Radio value="own" label={t('own')} />
        </div>
      </Radio.Group>
      {kind === 'own' ? <OwnCondition draft={props.draft} /> : null}
      <div className={classes.pair}>
        <TextInput
          label={t('purpose')}
          description={t('purposeHint')}
          value={draft.purpose}
          onChange={(event) => change({ purpose: event.currentTarget.value })}
        />
        <TextInput
          label={t('brand')}
          description={' '}
          value={draft.brand}
          onChange={(event) => change({ brand: event.currentTarget.value })}
        />
      </div>
      <Section title={t('funnel.title')}>
        <AudienceFunnel campaignId={props.campaignId} draft={asked} />
      </Section>
    </>
  );
}

const asKind = (value: string): Kind => (value === 'segment' || value === 'own' ? value : 'everyone');

function SegmentChoice(props: { draft: CampaignDraft }) {
  const { t } = useTranslation('campaigns');
  const choices = useSegmentChoices();
  const { audience } = props.draft.draft;
  return (
    <Select
      ml={28}
      maw={360}
      searchable
      aria-label={t('chooseSegment')}
      placeholder={t('chooseSegment')}
      value={'segmentId' in audience ? String(audience.segmentId) : null}
      data={choices}
      onChange={(value) => {
        if (value !== null) props.draft.change({ audience: { segmentId: Number(value) } });
      }}
    />
  );
}

function OwnCondition(props: { draft: CampaignDraft }) {
  const { audience } = props.draft.draft;
  const { byName } = useAttributes();
  const [group, setGroup] = useState(() =>
    draftOf('condition' in audience ? audience.condition : { and: [] }),
  );
  return (
    <ConditionGroup
      group={group}
      onChange={(next) => {
        setGroup(next);
        const condition = conditionOf(next, byName);
        if (condition) props.draft.change({ audience: { condition } });
      }}
    />
  );
}
