import { Button, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CampaignView } from '#interact/campaigns/api';
import { Page } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { tidy } from '../../data/list-search.ts';
import classes from './campaigns.module.css';
import { type CampaignSearch, type Step, steps } from './campaigns-search.ts';
import { MessagePane } from './message-pane.tsx';
import { StepAudience } from './step-audience.tsx';
import { StepContent } from './step-content.tsx';
import { StepReview } from './step-review.tsx';
import { StepSchedule } from './step-schedule.tsx';
import { type CampaignDraft, useCampaignDraft } from './use-campaign-draft.ts';

/** A draft: steps at left, the step's form, and a living preview at right. */
export function CampaignEditor(props: { campaign: CampaignView; above: ReactNode }) {
  const { t } = useTranslation('campaigns');
  const search = useSearch({ from: '/inside/campaigns/$id' });
  const navigate = useNavigate({ from: '/campaigns/$id' });
  const draft = useCampaignDraft(props.campaign);
  const step = search.step ?? 'audience';
  const set = (change: Partial<CampaignSearch>) => void navigate({ search: tidy({ ...search, ...change }) });
  return (
    <Page
      title={draft.draft.name}
      above={props.above}
      action={
        <span className="soft small" role="status" data-saved={draft.status === 'saved'}>
          {t(draft.status)}
        </span>
      }
    >
      {draft.thrown ? <ProblemNote thrown={draft.thrown} again={() => void draft.settle()} /> : null}
      <div className={classes.editor}>
        <StepList step={step} onStep={(next) => set({ step: next })} />
        <div className={classes.form}>
          <CurrentStep step={step} campaign={props.campaign} draft={draft} search={search} set={set} />
          <StepButtons step={step} onStep={(next) => set({ step: next })} />
        </div>
        <MessagePane
          draft={draft.draft}
          as={search.as}
          device={search.device ?? 'desktop'}
          onAs={(as) => set({ as })}
          onDevice={(device) => set({ device })}
        />
      </div>
    </Page>
  );
}

function CurrentStep(props: {
  step: Step;
  campaign: CampaignView;
  draft: CampaignDraft;
  search: CampaignSearch;
  set: (change: Partial<CampaignSearch>) => void;
}) {
  const { t } = useTranslation('campaigns');
  const { draft, campaign } = props;
  switch (props.step) {
    case 'audience':
      return (
        <>
          <TextInput
            label={t('name')}
            required
            value={draft.draft.name}
            onChange={(event) => draft.change({ name: event.currentTarget.value })}
          />
          <StepAudience campaignId={campaign.campaignId} draft={draft} />
        </>
      );
    case 'content':
      return <StepContent draft={draft} />;
    case 'schedule':
      return <StepSchedule draft={draft} at={props.search.at} onAt={(at) => props.set({ at })} />;
    case 'review':
      return <StepReview campaign={campaign} draft={draft} at={props.search.at} as={props.search.as} />;
  }
}

function StepList(props: { step: Step; onStep: (step: Step) => void }) {
  const { t } = useTranslation('campaigns');
  return (
    <nav className={classes.steps} aria-label={t('step')}>
      <ol>
        {steps.map((step, i) => (
          <li key={step}>
            <button
              type="button"
              className={`quiet-button ${classes.step}`}
              aria-current={step === props.step ? 'step' : undefined}
              onClick={() => props.onStep(step)}
            >
              <span className={classes.number}>{i + 1}</span> {t(`steps.${step}`)}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepButtons(props: { step: Step; onStep: (step: Step) => void }) {
  const { t } = useTranslation('campaigns');
  const at = steps.indexOf(props.step);
  const [before, after] = [steps[at - 1], steps[at + 1]];
  return (
    <div className={classes.buttons}>
      {before ? (
        <Button variant="default" onClick={() => props.onStep(before)}>
          {t('back')}
        </Button>
      ) : null}
      {after ? <Button onClick={() => props.onStep(after)}>{t('next')}</Button> : null}
    </div>
  );
}
