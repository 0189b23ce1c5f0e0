import type { Progress } from './runs.store.ts';

/** Milliseconds between two writes of progress: what a screen can follow, and no more. */
const pauseMs = 200;

/** Lets a job say its progress as often as it likes, writing it a few times a second; `flush` writes what is left. */
export function throttleProgress(write: (progress: Progress) => Promise<void>): {
  say(progress: Progress): Promise<void>;
  flush(): Promise<void>;
} {
  let unwritten: Progress | undefined;
  let writtenAt = Number.NEGATIVE_INFINITY;
  const flush = async () => {
    if (unwritten === undefined) return;
    const progress = unwritten;
    unwritten = undefined;
    writtenAt = performance.now();
    await write(progress);
  };
  return {
    flush,
    say: async (progress) => {
      unwritten = progress;
      if (performance.now() - writtenAt >= pauseMs) await flush();
    },
  };
}
