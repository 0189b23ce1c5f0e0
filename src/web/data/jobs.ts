import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { JobShape, ListJobsReply } from '#platform/operations/api';
import { request } from './request.ts';
import { useMay } from './session.ts';

export type Job = z.infer<typeof JobShape>;

/** Whether a job may still change. */
export const isBusy = (job: Pick<Job, 'state'>): boolean =>
  job.state === 'waiting' || job.state === 'running';

/** One job, asked again every second while it runs. */
export function useJob(jobId: string | null | undefined) {
  return useQuery({
    queryKey: ['job', jobId],
    queryFn: ({ signal }) => request({ path: `/jobs/${jobId}`, shape: JobShape, signal }),
    enabled: Boolean(jobId),
    refetchInterval: (query) => (query.state.data && !isBusy(query.state.data) ? false : 1000),
  });
}

/** Asks a job to stop at its next safe place. */
export function useCancelJob() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (jobId: string) =>
      request({ method: 'POST', path: `/jobs/${jobId}/cancel`, shape: JobShape }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
}

const keptSeconds = 15 * 60;

/** The jobs of the tray: those running or waiting, and those that ended in the last quarter of an hour and were not put away. */
export function useJobs() {
  const may = useMay();
  const [away, setAway] = useState<readonly string[]>([]);
  const cancel = useCancelJob();
  const { data } = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => request({ path: '/jobs', query: { limit: 20 }, shape: ListJobsReply, signal }),
    enabled: may('jobs:read'),
    refetchInterval: (query) => (query.state.data?.items.some(isBusy) ? 1500 : 15_000),
  });
  const list = (data?.items ?? []).filter((job) => {
    const age = job.endedAt === null ? 0 : (Date.now() - new Date(job.endedAt).getTime()) / 1000;
    return age < keptSeconds && !away.includes(job.jobId);
  });
  return {
    list,
    cancel: may('jobs:write') ? (jobId: string) => cancel.mutate(jobId) : undefined,
    putAway: (jobId: string) => setAway((now) => [...now, jobId]),
  };
}
