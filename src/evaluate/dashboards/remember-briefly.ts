import type { Clock } from '#platform/clock';

/**
 * Asks once for what many readers of a page want at the same time: an answer holds for `seconds`; a failure is asked again
 * at once.
 */
export function rememberBriefly<T>(clock: Clock, seconds: number, ask: () => Promise<T>): () => Promise<T> {
  let asked: { at: number; answer: Promise<T> } | undefined;
  return () => {
    const now = clock.now().getTime();
    if (asked !== undefined && now - asked.at < seconds * 1000) return asked.answer;
    const answer = ask();
    const mine = { at: now, answer };
    asked = mine;
    answer.catch(() => {
      if (asked === mine) asked = undefined;
    });
    return answer;
  };
}
