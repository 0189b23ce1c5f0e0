import { type Refusal, refuse } from './refusal.ts';

/** Who moved between two dates: `customers[from][to]` counts, `value[from][to]` what their value changed by. */
export type RankMoves = {
  readonly customers: readonly (readonly number[])[];
  readonly value: readonly (readonly number[])[];
};

/**
 * Cross-table of ranks (0 … ranks − 1) at two dates over the same customers, with the money that moved along. A rank that
 * stands for "not there" is one more rank. `markovValue` takes the counts as transitions.
 */
export function rankMoves(input: {
  readonly before: ArrayLike<number>;
  readonly after: ArrayLike<number>;
  readonly ranks: number;
  readonly change?: ArrayLike<number>;
}): RankMoves | Refusal {
  const { before, after, ranks, change } = input;
  if (before.length !== after.length || (change !== undefined && change.length !== before.length)) {
    return refuse(
      'lengths-differ',
      'Ranks before and after, and changes, need one entry for each of the same customers.',
    );
  }
  const table = () => Array.from({ length: ranks }, () => Array.from({ length: ranks }, () => 0));
  const moves = { customers: table(), value: table() };
  for (let i = 0; i < before.length; i += 1) {
    const [from, to] = [before[i] as number, after[i] as number];
    const [counts, values] = [moves.customers[from], moves.value[from]];
    if (counts?.[to] === undefined || values?.[to] === undefined) {
      return refuse(
        'impossible-choice',
        `Customer ${i + 1} of the list: ranks go from 0 to ${ranks - 1}, got ${from} and ${to}.`,
      );
    }
    counts[to] += 1;
    values[to] += change?.[i] ?? 0;
  }
  return moves;
}
