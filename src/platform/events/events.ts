import type { Database } from '../database/index.ts';

/** Something that happened, said to whoever hears it: `import.finished`, `customers.changed`. Heard at least once, durably. */
export type Events = {
  /** Says it as part of the given transaction: nobody hears what was rolled back. */
  say(within: Database, name: string, payload: Record<string, unknown>): Promise<void>;
};

/** What a module does on hearing an event; must bear hearing the same one twice. */
export type Hears = Readonly<Record<string, (payload: Record<string, unknown>) => Promise<void>>>;
