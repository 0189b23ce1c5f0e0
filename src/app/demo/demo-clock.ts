import type { Clock } from '../../platform/clock/index.ts';

/** Time that runs at its own pace from wherever it was last set: the demo lives through weeks in minutes. */
export type DemoClock = Clock & { set(to: Date): void };

/** A clock that starts at `start` and runs on from there. */
export function demoClock(start: Date): DemoClock {
  let offset = start.getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + offset),
    set: (to) => {
      offset = to.getTime() - Date.now();
    },
  };
}
