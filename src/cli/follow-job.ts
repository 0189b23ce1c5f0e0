import type { Program } from './program.ts';
import { CommandEnd, exitCodes } from './output.ts';
import { startProgress } from './progress.ts';

/** Waits for a job with its progress shown; Ctrl-C cancels it. Ends the command when the job failed or was cancelled. */
export async function followJob(app: Pick<Program, 'jobs'>, jobId: string, title: string): Promise<unknown> {
  const progress = startProgress(title);
  const cancel = () => void app.jobs.cancel(jobId);
  process.once('SIGINT', cancel);
  const job = await app.jobs.wait(jobId, ({ progress: { done, total, counts } }) => {
    const note = Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
    progress.set(done, total, note);
  });
  process.off('SIGINT', cancel);
  progress.end();
  if (job.state === 'done') return job.result;
  const code = job.state === 'cancelled' ? exitCodes.interrupted : exitCodes.broke;
  throw new CommandEnd(code, job.error ?? `The job was ${job.state}.`, { jobId, state: job.state });
}
