/** Where a use case reads the time: injected, so that a test decides what "now" is. */
export type Clock = { now(): Date };

/** The machine's own time. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until moved; for tests and simulations. */
export function standingClock(
  start: Date | string,
): Clock & { set(to: Date | string): void; pass(milliseconds: number): void } {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    set: (to) => {
      at = new Date(to).getTime();
    },
    pass: (milliseconds) => {
      at += milliseconds;
    },
  };
}
