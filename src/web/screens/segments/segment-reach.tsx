import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Condition } from '#differentiate/attributes/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { SampleRows } from './sample-rows.tsx';
import classes from './segments.module.css';
import { useCount, useSample } from './segments.data.ts';

/** Beside the builder: how many, how many can be reached, and a few of them. */
export function SegmentReach(props: { condition: Condition | undefined; unfinished: boolean }) {
  const { t, i18n } = useTranslation('segments');
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const count = useCount(props.condition);
  const data = count.data;
  return (
    <aside className={classes.reach} aria-live="polite" aria-busy={count.isFetching}>
      {count.error ? <ProblemNote thrown={count.error} /> : null}
      <p
        className={classes.count}
        data-of={props.unfinished ? 'before' : 'now'}
        data-stale={!props.unfinished && count.isFetching}
      >
        <span data-count>{data ? format.number(data.customers) : '…'}</span>
        <small>
          {data
            ? t('ofKnown', {
                count: data.customers,
                known: format.number(data.known),
                share: format.percent(data.customers / Math.max(1, data.known)),
              })
            : ''}
        </small>
      </p>
      {data ? <p className={classes.sentence}>{data.sentence[language]}</p> : null}
      {props.unfinished ? <p className="soft small">{t('unfinished')}</p> : null}
      <dl className={classes.channels}>
        {data?.reachable.map((channel) => (
          <div key={channel.channel}>
            <dt>{t('reachable', { channel: channel.label[language] })}</dt>
            <dd className="figures">{format.number(channel.customers)}</dd>
          </div>
        ))}
      </dl>
      <Sample condition={props.condition} />
    </aside>
  );
}

function Sample(props: { condition: Condition | undefined }) {
  const { t } = useTranslation('segments');
  const may = useMay();
  const navigate = useNavigate();
  const [seed, setSeed] = useState(1);
  const sample = useSample(props.condition, seed, may('customers:read'));
  if (!sample.data || sample.data.items.length === 0) return null;
  return (
    <>
      <div className={classes.sampleHead}>
        <h3>{t('sample')}</h3>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setSeed((now) => now + 1)}>
          {t('others')}
        </Button>
      </div>
      <SampleRows
        rows={sample.data.items}
        columns={sample.data.columns}
        onOpen={(id) => void navigate({ to: '/clients/$id', params: { id: String(id) }, search: {} })}
      />
    </>
  );
}
