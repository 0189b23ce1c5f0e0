import { Button, NumberInput, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StatusReply } from '#identify/review/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useAccept, useChangeSettings, useRun } from './duplicates.data.ts';
import classes from './duplicates.module.css';

/** Thresholds, the model, and what can be asked of matching as a whole. */
export function MatchingControls({ status }: { status: StatusReply }) {
  return (
    <div className={classes.controls}>
      <Thresholds status={status} />
      <Model status={status} />
      <AcceptAll status={status} />
    </div>
  );
}

/** Percents as people type them; the API has shares. */
const percentOf = (share: number) => Math.round(share * 1000) / 10;

function Thresholds({ status }: { status: StatusReply }) {
  const { t } = useTranslation('duplicates');
  const change = useChangeSettings();
  const { settings } = status;
  const [mergeFrom, setMergeFrom] = useState<number | string>(percentOf(settings.mergeFrom));
  const [reviewFrom, setReviewFrom] = useState<number | string>(percentOf(settings.reviewFrom));
  const wrong = Number(reviewFrom) > Number(mergeFrom);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({
          ...settings,
          ...{ mergeFrom: Number(mergeFrom) / 100, reviewFrom: Number(reviewFrom) / 100 },
        });
      }}
    >
      <Switch
        label={t('on')}
        description={t('onMeans')}
        checked={settings.on}
        disabled={change.isPending}
        onChange={(event) => change.mutate({ ...settings, on: event.currentTarget.checked })}
      />
      <NumberInput
        label={t('mergeFrom')}
        {...{ value: mergeFrom, onChange: setMergeFrom, min: 0.1, max: 99.9, step: 1, suffix: ' %' }}
      />
      <NumberInput
        label={t('reviewFrom')}
        error={wrong ? t('reviewAbove') : undefined}
        {...{ value: reviewFrom, onChange: setReviewFrom, min: 0.1, max: 99.9, step: 1, suffix: ' %' }}
      />
      <Button type="submit" loading={change.isPending} disabled={wrong}>
        {t('save')}
      </Button>
      {change.error ? <ProblemNote thrown={change.error} /> : null}
    </form>
  );
}

function Model({ status }: { status: StatusReply }) {
  const { t } = useTranslation('duplicates');
  const format = useFormat();
  const run = useRun();
  const { model } = status;
  return (
    <div>
      <h3>{t('model')}</h3>
      <p className="soft small">
        {model === null
          ? t('noModel')
          : t('modelTold', {
              id: model.modelId,
              when: format.relative(model.learntAt),
              records: format.number(model.persons),
              compared: format.number(model.candidatePairs),
              recall: format.percent(model.recallAtMost),
            })}
      </p>
      <div className={classes.verdicts}>
        <Button variant="default" loading={run.isPending} onClick={() => run.mutate(false)}>
          {t('runNow')}
        </Button>
        <Button variant="default" loading={run.isPending} onClick={() => run.mutate(true)}>
          {t('learn')}
        </Button>
      </div>
      {run.error ? <ProblemNote thrown={run.error} /> : null}
    </div>
  );
}

function AcceptAll({ status }: { status: StatusReply }) {
  const { t } = useTranslation('duplicates');
  const accept = useAccept();
  const [from, setFrom] = useState<number | string>(75);
  const share = Number(from) / 100;
  const wrong = share < 0.5 || share >= status.settings.mergeFrom;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate(share);
      }}
    >
      <h3>{t('acceptAll')}</h3>
      <p className="soft small">{t('acceptMeans')}</p>
      <NumberInput
        label={t('acceptFrom')}
        error={wrong ? t('acceptBounds', { to: percentOf(status.settings.mergeFrom) }) : undefined}
        {...{ value: from, onChange: setFrom, min: 50, max: 99.9, step: 1, suffix: ' %' }}
      />
      <Button type="submit" variant="default" loading={accept.isPending} disabled={wrong}>
        {t('accept')}
      </Button>
      {accept.error ? <ProblemNote thrown={accept.error} /> : null}
    </form>
  );
}
