import type { PairExplanation } from '#analytics/matching';
import type { Database } from '#platform/database';
import { loadModelInForce } from './models.store.ts';
import { scorerOf } from './read-ties.ts';

/**
 * Why two persons have their probability, field by field, under the model in force; undefined when there is none, or one of them was never matched.
 */
export async function explainPair(
  db: Database,
  low: number,
  high: number,
): Promise<(PairExplanation & { readonly modelId: number }) | undefined> {
  const model = await loadModelInForce(db);
  if (model === undefined) return undefined;
  const { scorer, placeOf } = await scorerOf(db, model, [low, high]);
  const [one, other] = [placeOf.get(low), placeOf.get(high)];
  if (one === undefined || other === undefined) return undefined;
  return { modelId: model.modelId, ...scorer.explain(one, other) };
}

/** Weighs any two of some persons under the model in force: log₂ odds, undefined when one of them was never matched. */
export async function weighPersons(
  db: Database,
  personIds: readonly number[],
): Promise<(one: number, other: number) => number | undefined> {
  const model = await loadModelInForce(db);
  if (model === undefined) return () => undefined;
  const { scorer, placeOf } = await scorerOf(db, model, personIds);
  return (one, other) => {
    const [a, b] = [placeOf.get(one), placeOf.get(other)];
    return a === undefined || b === undefined ? undefined : scorer.bitsOf(a, b);
  };
}
