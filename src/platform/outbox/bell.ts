/** Wakes a loop: at a ring, at the end of a time, or for good when it is closed. */
export type Bell = {
  ring(): void;
  /** Until it rings (or rang since the last wait), at most so long. */
  wait(milliseconds: number): Promise<void>;
  /** So long, whatever rings, unless it is closed. */
  sleep(milliseconds: number): Promise<void>;
  close(): void;
  closed(): boolean;
};

/** Makes a bell for one loop. */
export function createBell(): Bell {
  let closed = false;
  let rung = false;
  let wake: (() => void) | undefined;
  let asleep = false;
  const rest = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  return {
    ring: () => {
      rung = true;
      if (!asleep) wake?.();
    },
    wait: async (milliseconds) => {
      if (!rung && !closed) await rest(milliseconds);
      rung = false;
    },
    sleep: async (milliseconds) => {
      asleep = true;
      if (!closed) await rest(milliseconds);
      asleep = false;
    },
    close: () => {
      closed = true;
      wake?.();
    },
    closed: () => closed,
  };
}
