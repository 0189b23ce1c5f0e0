import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportReceiptView } from '#identify/sources/api';
import { Figure, Figures } from '../../components/figure.tsx';
import { JobProgress } from '../../components/job-progress.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Status } from '../../components/status.tsx';
import { useCancelJob, useJob } from '../../data/jobs.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { importTones } from './import-state.ts';
import { Rejects } from './rejects.tsx';
import { isMoving, useImport, useUndoImport } from './sources.data.ts';

/** An import's receipt: progress while it runs, then what became of every line. */
export function ImportScreen() {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const { id } = useParams({ from: '/inside/sources/$id' });
  const receipt = useImport(Number(id));
  const above = (
    <Link to="/sources" className="link">
      {t('title')}
    </Link>
  );
  const data = receipt.data;
  if (!data) {
    return (
      <Page title={receipt.error ? t('title') : '\u00a0'} above={above}>
        {receipt.error ? <ProblemNote thrown={receipt.error} again={() => void receipt.refetch()} /> : null}
      </Page>
    );
  }
  return (
    <Page
      title={t('receipt', { file: data.fileName })}
      above={above}
      sentence={
        <>
          <Status tone={importTones[data.state]}>{t(`states.${data.state}`)}</Status>
          {data.dryRun ? ` (${t('dryRun')})` : ''} ·{' '}
          {t('receiptSentence', {
            source: data.sourceName,
            size: format.bytes(data.fileBytes),
            when: format.relative(data.createdAt),
            by: data.createdBy,
          })}
        </>
      }
      action={<ImportActions receipt={data} />}
    >
      {isMoving(data.state) ? <Running receipt={data} /> : null}
      {data.error ? <p role="alert">{data.error}</p> : null}
      <Counts receipt={data} />
      {data.rejected > 0 ? <Rejects receipt={data} /> : null}
    </Page>
  );
}

function Running(props: { receipt: ImportReceiptView }) {
  const may = useMay();
  const { receipt } = props;
  const job = useJob(receipt.jobId);
  const cancel = useCancelJob();
  if (!job.data) return null;
  return (
    <JobProgress
      job={{
        name: receipt.fileName,
        state: job.data.state,
        done: job.data.progress.done,
        total: job.data.progress.total,
        startedAt: job.data.startedAt,
      }}
      unit="bytes"
      onCancel={may('jobs:write') ? () => cancel.mutate(job.data.jobId) : undefined}
      cancelling={job.data.cancelRequested}
    />
  );
}

const outcomes = ['read', 'accepted', 'rejected', 'duplicate'] as const;

function Counts(props: { receipt: ImportReceiptView }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const { receipt } = props;
  const tally = (name: (typeof outcomes)[number]) =>
    t(`tally.${name}`, { count: receipt[name], shown: format.number(receipt[name]) });
  return (
    <Section title={t('counts')}>
      <Figures>
        {outcomes.map((count) => (
          <Figure
            key={count}
            label={t(count)}
            value={format.number(receipt[count])}
            definition={t(`means.${count}`)}
          />
        ))}
      </Figures>
      <p className="soft small">
        {t('reconciles', {
          read: tally('read'),
          accepted: tally('accepted'),
          rejected: tally('rejected'),
          duplicate: tally('duplicate'),
        })}{' '}
        {receipt.repeats > 0
          ? t('repeatsNote', { count: receipt.repeats, repeats: format.number(receipt.repeats) })
          : ''}{' '}
        {receipt.erased > 0
          ? t('erasedNote', { count: receipt.erased, erased: format.number(receipt.erased) })
          : ''}
      </p>
    </Section>
  );
}

function ImportActions(props: { receipt: ImportReceiptView }) {
  const { t } = useTranslation('sources');
  const { t: parts } = useTranslation('parts');
  const may = useMay();
  const undo = useUndoImport(props.receipt.importId);
  const ask = () =>
    modals.openConfirmModal({
      title: t('undo'),
      children: <Text size="sm">{t('undoConfirm')}</Text>,
      labels: { confirm: t('undo'), cancel: parts('close') },
      onConfirm: () => undo.mutate(),
    });
  if (!may('imports:write')) return null;
  const { state, dryRun } = props.receipt;
  const undoable = !dryRun && (state === 'done' || state === 'failed' || state === 'cancelled');
  return (
    <>
      {undo.error ? <ProblemNote thrown={undo.error} /> : null}
      {undoable ? (
        <Button variant="default" onClick={ask} loading={undo.isPending}>
          {t('undo')}
        </Button>
      ) : null}
      <LinkButton to="/sources/new">{t('again')}</LinkButton>
    </>
  );
}
