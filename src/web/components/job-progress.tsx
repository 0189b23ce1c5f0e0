import { Button, CloseButton, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../data/use-format.ts';
import classes from './job-progress.module.css';
import { Status, type Tone } from './status.tsx';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export type JobView = {
  readonly name: string;
  readonly state: JobState;
  readonly done: number;
  readonly total?: number | null | undefined;
  readonly startedAt?: string | null | undefined;
  /** What went wrong, in words, when it failed. */
  readonly failure?: string | null | undefined;
};

const tones: Record<JobState, Tone> = {
  waiting: 'waiting',
  running: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'quiet',
};

type JobProgressProps = {
  job: JobView;
  onCancel?: (() => void) | undefined;
  cancelling?: boolean;
  onDismiss?: (() => void) | undefined;
  result?: ReactNode;
  /** What `done` and `total` count, when it is not lines or messages. */
  unit?: 'bytes';
  now?: Date;
};

/** Long work: counts, rate, time left, cancel; and where its result is once it ended. */
export function JobProgress(props: JobProgressProps) {
  const { t } = useTranslation('parts');
  const format = useFormat();
  const { job } = props;
  const total = job.total;
  const write = props.unit === 'bytes' ? format.bytes : (count: number) => format.number(count);
  const known = typeof total === 'number' && total > 0;
  const pace = paceOf(job, props.now ?? new Date());
  const busy = job.state === 'running' || job.state === 'waiting';
  return (
    <div className={classes.job} data-state={job.state}>
      <div className={classes.head}>
        <span className={classes.name}>{job.name}</span>
        <Status tone={tones[job.state]}>{t(`job.states.${job.state}`)}</Status>
        {!busy && props.onDismiss ? (
          <CloseButton size="xs" aria-label={t('job.dismiss')} onClick={props.onDismiss} />
        ) : null}
      </div>
      {busy ? (
        <Progress
          size={4}
          radius={2}
          value={known ? (job.done / total) * 100 : 100}
          animated={!known}
          striped={!known}
          aria-label={job.name}
        />
      ) : null}
      <div className={classes.counts}>
        <span>{known ? t('job.of', { done: write(job.done), total: write(total) }) : write(job.done)}</span>
        {busy && pace.rate > 0 ? <span>{t('job.rate', { rate: write(pace.rate) })}</span> : null}
        {busy && pace.secondsLeft !== undefined ? (
          <span>{t('job.left', { time: format.duration(pace.secondsLeft) })}</span>
        ) : null}
        {busy && props.onCancel ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-xs"
            onClick={props.onCancel}
            disabled={props.cancelling ?? false}
          >
            {props.cancelling ? t('job.cancelling') : t('job.cancel')}
          </Button>
        ) : null}
        {job.state === 'done' ? props.result : null}
      </div>
      {job.failure ? <p className={classes.failure}>{job.failure}</p> : null}
    </div>
  );
}

/** Average rate since the start, and the seconds left at that rate; nothing is promised before there is a rate. */
export function paceOf(job: JobView, now: Date): { rate: number; secondsLeft: number | undefined } {
  const seconds = job.startedAt ? (now.getTime() - new Date(job.startedAt).getTime()) / 1000 : 0;
  if (seconds < 1 || job.done <= 0) return { rate: 0, secondsLeft: undefined };
  const rate = job.done / seconds;
  const left = typeof job.total !== 'number' ? undefined : Math.max(0, (job.total - job.done) / rate);
  return { rate, secondsLeft: left };
}
