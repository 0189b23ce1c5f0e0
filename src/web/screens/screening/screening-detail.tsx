import { Button, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScreeningCounts, ScreeningView } from '#identify/screening/api';
import { JobProgress } from '../../components/job-progress.tsx';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useCancelJob, useJob } from '../../data/jobs.ts';
import { addressOf } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import classes from './screening.module.css';
import { isScreening, useScreening } from './screening.data.ts';

/** One screening: how far it is, what it found, what each new address cost, its file to take away. */
export function ScreeningDetail({ screeningId }: { screeningId: number }) {
  const { t } = useTranslation('screening');
  const may = useMay();
  const found = useScreening(screeningId);
  if (found.error) return <ProblemNote thrown={found.error} again={() => void found.refetch()} />;
  if (!found.data) return <Skeleton height={240} radius="sm" />;
  const screening = found.data;
  return (
    <div className={classes.detail}>
      <p className={classes.files}>{screening.files.join(', ')}</p>
      {isScreening(screening) ? <Running screening={screening} /> : null}
      {screening.state === 'failed' ? (
        <ProblemNote thrown={new Error(screening.error ?? '')} title={t('failed')} />
      ) : null}
      {screening.counts && screening.state === 'done' ? <Found counts={screening.counts} /> : null}
      {screening.state === 'done' && may('customers:export') ? (
        <div>
          <Button
            component="a"
            variant="default"
            href={addressOf(`/screenings/${screeningId}/result.csv`)}
            download
          >
            {t('download')}
          </Button>
          <p className="soft small">{t('downloadHint')}</p>
        </div>
      ) : null}
      <Section title={t('licence')}>
        <Licence screening={screening} />
      </Section>
    </div>
  );
}

function Running({ screening }: { screening: ScreeningView }) {
  const { t } = useTranslation('screening');
  const may = useMay()('jobs:write');
  const job = useJob(screening.jobId);
  const cancel = useCancelJob();
  const { data } = job;
  if (!data) return <p role="status">{t('states.waiting')}</p>;
  return (
    <JobProgress
      job={{
        ...{ name: screening.licence.list, state: data.state },
        ...{ done: data.progress.done, total: data.progress.total },
        startedAt: data.startedAt,
      }}
      onCancel={may ? () => cancel.mutate(data.jobId) : undefined}
      cancelling={cancel.isPending}
    />
  );
}

const outcomes = ['new', 'known', 'opposed', 'suppressed', 'duplicate', 'unusable'] as const;

function Found({ counts }: { counts: ScreeningCounts }) {
  const { t } = useTranslation('screening');
  const format = useFormat();
  return (
    <dl className={classes.figures}>
      <div>
        <dt>{t('counts.read')}</dt>
        <dd className="figures">{format.number(counts.read)}</dd>
      </div>
      {outcomes.map((outcome) => (
        <div key={outcome} data-outcome={outcome}>
          <dt>
            {t(`counts.${outcome}`)}
            {outcome === 'known' && counts.alike > 0 ? (
              <span className="soft"> {t('alike', { shown: format.number(counts.alike) })}</span>
            ) : null}
          </dt>
          <dd className="figures">
            {format.number(counts[outcome])}{' '}
            <span className="soft small">
              {counts[outcome] === 0 ? '' : format.percent(counts[outcome] / counts.read, 0)}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Licence({ screening }: { screening: ScreeningView }) {
  const { t } = useTranslation('screening');
  const format = useFormat();
  const { licence, cost, costPerNew } = screening;
  const rows = [
    [t('supplier'), licence.supplier],
    [t('list'), licence.list],
    [t('use'), t(`uses.${licence.use}`)],
    [t('expires'), licence.expiresOn === null ? t('noEnd') : format.date(licence.expiresOn)],
    [t('costPerAddress'), format.money(licence.costPerAddress, licence.currency)],
    ...(cost === null ? [] : [[t('cost'), format.money(cost, licence.currency)] as const]),
    ...(costPerNew === null ? [] : [[t('costPerNew'), format.money(costPerNew, licence.currency)] as const]),
  ] as const;
  return (
    <dl className={classes.figures}>
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
