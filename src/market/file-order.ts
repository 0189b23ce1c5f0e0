import { namedStream } from '#analytics/random';
import type { Market } from './market.ts';
import { createScramble, scramble } from './scramble.ts';

/** Everyone once, in an order of its own for each file, so that households and sources do not line up. */
export function* peopleInFileOrder(market: Market, file: string): Generator<number> {
  const map = createScramble(
    namedStream(market.root, `file order ${file}`),
    market.people,
    market.people - 1,
  );
  for (let i = 0; i < market.people; i++) yield scramble(map, i);
}
