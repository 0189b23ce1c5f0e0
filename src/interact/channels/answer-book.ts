import type { Answered } from '#interact/messages';
import type { Wait } from './wait.ts';

/**
 * Gathers the mail server's answers and writes them down together: while one batch is being written the next gathers, so a
 * batch is as small as the database is fast. Answers exist nowhere else: a failed writing is tried again, `triesMax` times.
 */
export type AnswerBook = {
  add(answered: Answered): void;
  /** Resolves when every answer is written; rejects when writing failed for good. */
  settled(): Promise<void>;
};

const batchMax = 500;

/** Opens the book; `record` writes a batch, `onRecorded` hears of each batch written, `onFailure` that writing was given up. */
export function openAnswerBook(options: {
  record: (answers: readonly Answered[]) => Promise<void>;
  onRecorded: (answers: readonly Answered[]) => void;
  onFailure: (error: unknown) => void;
  wait: Wait;
  triesMax?: number;
}): AnswerBook {
  const gathered: Answered[] = [];
  const state: { writing: Promise<void> | undefined; failure: unknown } = {
    writing: undefined,
    failure: undefined,
  };
  const writeBatch = async (answers: readonly Answered[]): Promise<void> => {
    const triesMax = options.triesMax ?? 12;
    for (let tries = 1; ; tries += 1) {
      try {
        await options.record(answers);
        options.onRecorded(answers);
        return;
      } catch (error) {
        if (tries >= triesMax) throw error;
        await options.wait(Math.min(200 * 2 ** (tries - 1), 10_000));
      }
    }
  };
  const writeAll = async (): Promise<void> => {
    // Answers of the same instant are gathered before the first write.
    await Promise.resolve();
    while (gathered.length > 0 && state.failure === undefined) {
      await writeBatch(gathered.splice(0, batchMax)).catch((error: unknown) => {
        state.failure = error;
        options.onFailure(error);
      });
    }
    state.writing = undefined;
  };
  return {
    add(answered) {
      gathered.push(answered);
      state.writing ??= writeAll();
    },
    async settled() {
      while (state.writing !== undefined) await state.writing;
      if (state.failure !== undefined) throw state.failure;
    },
  };
}
