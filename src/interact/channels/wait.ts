/** Waits some milliseconds, less when the signal aborts; never rejects. Injected, so that a test passes time by itself. */
export type Wait = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

/** Waits by the machine's own clock. */
export const realWait: Wait = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done, { once: true });
  });

/** A bell: `ring` wakes who waits, or the next to wait when nobody does. A ring is never lost; one too many may be heard. */
export function createBell(): { ring(): void; rung(): Promise<void> } {
  let wake: () => void = () => undefined;
  let pending = false;
  return {
    ring() {
      pending = true;
      wake();
    },
    async rung() {
      if (!pending) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      pending = false;
    },
  };
}
