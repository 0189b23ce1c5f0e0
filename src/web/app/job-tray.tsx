import { Indicator, Popover, UnstyledButton } from '@mantine/core';
import { IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { JobProgress } from '../components/job-progress.tsx';
import { useJobs } from '../data/jobs.ts';
import classes from './frame.module.css';
import { useJobName } from './use-job-name.ts';

/** Running and just-ended jobs, from any page. */
export function JobTray() {
  const { t } = useTranslation('frame');
  const nameOf = useJobName();
  const jobs = useJobs();
  const running = jobs.list.filter((job) => job.state === 'running' || job.state === 'waiting').length;
  return (
    <Popover width={340} position="bottom-end" shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={classes.tray}
          aria-label={`${t('jobs.open')} (${running})`}
          title={t('jobs.open')}
        >
          <Indicator disabled={running === 0} size={7} color="var(--accent)" processing={running > 0}>
            <IconProgress size={18} stroke={1.6} />
          </Indicator>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('jobs.title')}>
        <h2>{t('jobs.title')}</h2>
        {jobs.list.length === 0 ? <p className="soft">{t('jobs.none')}</p> : null}
        {jobs.list.map((job) => (
          <JobProgress
            key={job.jobId}
            job={{
              name: nameOf(job.kind),
              state: job.state,
              done: job.progress.done,
              total: job.progress.total,
              startedAt: job.startedAt,
              failure: job.state === 'failed' ? job.error : null,
            }}
            onCancel={jobs.cancel ? () => jobs.cancel?.(job.jobId) : undefined}
            cancelling={job.cancelRequested}
            onDismiss={() => jobs.putAway(job.jobId)}
          />
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
