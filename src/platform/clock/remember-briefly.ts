import type { Clock } from './clock.ts';

/**
 * Asks once for what many readers want at the same time, for each key by itself: an answer holds for `seconds`; a failure is
 * asked again at once. Answers past their time are let go at the next question.
 */
export function rememberBriefly<T, Key = void>(
  clock: Clock,
  seconds: number,
  ask: (key: Key) => Promise<T>,
): (key: Key) => Promise<T> {
  const asked = new Map<Key, { at: number; answer: Promise<T> }>();
  return (key) => {
    const now = clock.now().getTime();
    for (const [one, { at }] of asked) if (now - at >= seconds * 1000) asked.delete(one);
    const held = asked.get(key);
    if (held !== undefined) return held.answer;
    const mine = { at: now, answer: ask(key) };
    asked.set(key, mine);
    mine.answer.catch(() => {
      if (asked.get(key) === mine) asked.delete(key);
    });
    return mine.answer;
  };
}
