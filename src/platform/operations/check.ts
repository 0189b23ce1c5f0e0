/** One thing looked at, and what to do about it. */
export type Check = {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'failure';
  readonly message: string;
  /** What to do; empty when all is well. */
  readonly mend: string;
};

/** What a check found, before it is named. */
export type Finding = Omit<Check, 'check'>;

export const ok = (message: string): Finding => ({ state: 'ok', message, mend: '' });
export const warning = (message: string, mend: string): Finding => ({ state: 'warning', message, mend });
export const failure = (message: string, mend: string): Finding => ({ state: 'failure', message, mend });
