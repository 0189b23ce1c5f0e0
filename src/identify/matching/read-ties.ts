import { type PairScorer, reviveMatching } from '#analytics/matching';
import type { Database } from '#platform/database';
import { type PairVerdict, verdictsOf } from './decisions.store.ts';
import { type Link, linksOf } from './links.store.ts';
import { readMatched } from './match-persons.store.ts';
import { loadModelInForce, type StoredModel } from './models.store.ts';
import { addStored, personTable } from './particulars.ts';
import { mergeBits, readMatchingSettings } from './settings.ts';

export type Pair = readonly [number, number];

/** What ties persons together, or holds them apart, beyond what they have in common to the letter. */
export type Ties = {
  /** Pairs that the model in force holds to be one person, strong ones only. */
  readonly links: readonly Link[];
  readonly same: readonly Pair[];
  readonly different: readonly Pair[];
  /** Log₂ odds that two groups of the persons asked for are one person, by all that is known of each; 0 when one group was never matched. */
  bitsBetween(first: readonly number[], second: readonly number[]): number;
};

/** Reads ties, as they stand in one transaction. */
export type TieReader = {
  /** Whom strong links and decisions "same" tie to these persons. */
  reach(personIds: readonly number[]): Promise<number[]>;
  /** All ties among persons who were all asked about by `reach`. */
  among(personIds: readonly number[]): Promise<Ties>;
};

/** Ties under the settings, the model in force and the decisions of now. */
export async function openTies(trx: Database): Promise<TieReader> {
  const leastBits = mergeBits(await readMatchingSettings(trx));
  const model = leastBits === Number.POSITIVE_INFINITY ? undefined : await loadModelInForce(trx);
  const links = new Map<string, Link>();
  const verdicts = new Map<string, PairVerdict>();
  const nameOf = ({ low, high }: { low: number; high: number }) => `${low} ${high}`;
  return {
    reach: async (personIds) => {
      const strong = model === undefined ? [] : await linksOf(trx, model.modelId, personIds, leastBits);
      const decided = await verdictsOf(trx, personIds);
      for (const link of strong) links.set(nameOf(link), link);
      for (const verdict of decided) verdicts.set(nameOf(verdict), verdict);
      const same = decided.filter(({ verdict }) => verdict === 'same');
      return [...strong, ...same].flatMap(({ low, high }) => [low, high]);
    },
    among: async (personIds) => {
      const asked = new Set(personIds);
      const within = ({ low, high }: { low: number; high: number }) => asked.has(low) && asked.has(high);
      const said = (wanted: string) =>
        [...verdicts.values()]
          .filter((one) => one.verdict === wanted && within(one))
          .map(({ low, high }): Pair => [low, high]);
      const strong = [...links.values()].filter(within);
      const linked = [...new Set(strong.flatMap(({ low, high }) => [low, high]))];
      return {
        ...{ links: strong, same: said('same'), different: said('different') },
        bitsBetween:
          model === undefined || linked.length === 0 ? () => 0 : await weigher(trx, model, personIds),
      };
    },
  };
}

/** Weighs groups of some persons by what they were last matched on. */
async function weigher(
  db: Database,
  { modelId, saved }: StoredModel,
  personIds: readonly number[],
): Promise<Ties['bitsBetween']> {
  const { scorer, placeOf } = await scorerOf(db, { modelId, saved }, personIds);
  const placed = (persons: readonly number[]) => persons.flatMap((one) => placeOf.get(one) ?? []);
  return (first, second) => {
    const [a, b] = [placed(first), placed(second)];
    return a.length === 0 || b.length === 0 ? 0 : scorer.bitsBetween(a, b);
  };
}

/** A scorer of some persons, and their places in its table. */
export async function scorerOf(
  db: Database,
  { modelId, saved }: StoredModel,
  personIds: readonly number[],
): Promise<{ scorer: PairScorer; placeOf: ReadonlyMap<number, number> }> {
  const table = personTable();
  const placeOf = new Map<number, number>();
  for (const { personId, particulars } of (await readMatched(db, modelId, personIds)).values())
    placeOf.set(personId, addStored(table, particulars));
  return { scorer: reviveMatching(table, saved).scorer, placeOf };
}
