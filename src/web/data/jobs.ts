import type { JobView } from '../components/job-progress.tsx';

export type TrayJob = JobView & {
  readonly id: string;
  readonly cancelRequested: boolean;
  readonly resultAt?: string;
};

/** The jobs of the tray. */
export function useJobs(): {
  list: readonly TrayJob[];
  cancel: (id: string) => void;
  forget: (id: string) => void;
} {
  return { list: [], cancel: () => undefined, forget: () => undefined };
}
