import { bitsOf } from '#analytics/matching';
import { type LookedAway, partsWithout } from '#identify/customers';
import {
  type ActScope,
  findModelInForce,
  type Link,
  linksOf,
  listModels,
  mergeBits,
  readMatchingSettings,
  verdictsOf,
} from '#identify/matching';
import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { PartScope } from './api.ts';
import { broughtBy, joinedByAcceptance, joinedByImport, joinedByLinks, type Joined } from './joins.store.ts';
import { tooManyPairs } from './record-act.ts';
import { readSideRows } from './sides.store.ts';

/** So many pairs are held apart by one act at most. */
const partedMost = 500_000;
const customersAtOnce = 1_000;

/** What a parting in bulk would do. */
export type Parting = {
  readonly scope: ActScope;
  /** Pairs to hold apart. */
  readonly pairs: readonly (readonly [number, number])[];
  /** Everybody of the customers that fall apart. */
  readonly persons: readonly number[];
  /** Customers that fall apart, and those they fall into. */
  readonly customers: number;
  readonly customersAfter: number;
  /** Customers that hold together by other ties. */
  readonly held: number;
};

/** The joins to look at, the ties to look away from, and how to name them. */
type Selection = {
  readonly scope: ActScope;
  readonly joined: readonly Joined[];
  readonly away: LookedAway;
  /** Of links that were not followed: those that must not be when there is room for them. */
  readonly unfollowed: (links: readonly Link[]) => Promise<readonly Link[]>;
};

/**
 * What would come apart if an import, a model, or links of a range of probability had joined nobody: pairs that nothing else ties together, neither
 * equal keys, nor other links, nor what people decided one by one. Refuses unknown models, more than 500,000 pairs, and when there is nothing to part.
 */
export async function planParting(db: Database, of: PartScope): Promise<Outcome<Parting>> {
  const selection = await select(db, of);
  if (selection === undefined)
    return refuse('not-found', 'no-such-model', `There is no model ${'modelId' in of ? of.modelId : ''}.`);
  const { scope, joined, away, unfollowed } = selection;
  if (joined.length > partedMost) return tooManyPairs(joined.length, partedMost);
  const ofCustomer = new Map<number, Joined[]>();
  for (const pair of joined) {
    const known = ofCustomer.get(pair.customerId);
    if (known === undefined) ofCustomer.set(pair.customerId, [pair]);
    else known.push(pair);
  }
  const ids = [...ofCustomer.keys()];
  const pairs: [number, number][] = [];
  const persons: number[] = [];
  let [customers, customersAfter] = [0, 0];
  for (let from = 0; from < ids.length; from += customersAtOnce) {
    const some = ids.slice(from, from + customersAtOnce);
    for (const { customerId, partOf } of await partsWithout(db, { customerIds: some, away })) {
      const apart = (ofCustomer.get(customerId) ?? []).filter(
        ({ low, high }) => partOf.get(low) !== partOf.get(high),
      );
      if (apart.length === 0) continue;
      for (const { low, high } of apart) pairs.push([low, high]);
      persons.push(...partOf.keys());
      customers += 1;
      customersAfter += new Set(partOf.values()).size;
    }
  }
  if (pairs.length === 0) return nothingToPart(of, ids.length);
  for (const { low, high } of await unfollowed(await strongLinksOf(db, persons))) pairs.push([low, high]);
  return { scope, pairs, persons, customers, customersAfter, held: ids.length - customers };
}

async function select(db: Database, of: PartScope): Promise<Selection | undefined> {
  if ('importId' in of) {
    const joined = await joinedByImport(db, of.importId);
    const brought = new Set(joined.map((pair) => pair.brought));
    return {
      ...{ scope: of, joined, away: { sideOf: (person) => Number(brought.has(person)) } },
      unfollowed: async (links) => {
        const persons = links.flatMap(({ low, high }) => [low, high]);
        const all = await broughtBy(db, of.importId, persons);
        return links.filter(({ low, high }) => all.has(low) !== all.has(high));
      },
    };
  }
  const least = mergeBits(await readMatchingSettings(db));
  const inForce = await findModelInForce(db);
  if ('modelId' in of) {
    if (!(await listModels(db)).some(({ modelId }) => modelId === of.modelId)) return undefined;
    const rules = inForce?.modelId === of.modelId;
    const range = { modelId: of.modelId, fromBits: least, belowBits: Number.POSITIVE_INFINITY };
    const links = rules ? await joinedByLinks(db, range) : [];
    const accepted = await joinedByAcceptance(db, of.modelId);
    return {
      ...{ scope: of, joined: [...links, ...accepted], away: { link: isOf(links), same: isOf(accepted) } },
      unfollowed: async (others) => (rules ? others : []),
    };
  }
  const modelId = inForce?.modelId ?? 0;
  const range = { modelId, fromBits: Math.max(bitsOf(of.from), least), belowBits: bitsOf(of.below) };
  const links = await joinedByLinks(db, range);
  return {
    ...{ scope: { modelId, ...of }, joined: links, away: { link: isOf(links) } },
    unfollowed: async (others) =>
      others.filter(({ bits }) => bits >= range.fromBits && bits < range.belowBits),
  };
}

/** Strong links of persons with somebody who is another customer, and of whom nobody decided. */
async function strongLinksOf(db: Database, personIds: readonly number[]): Promise<Link[]> {
  const model = await findModelInForce(db);
  const least = mergeBits(await readMatchingSettings(db));
  const links = model === undefined ? [] : await linksOf(db, model.modelId, personIds, least);
  const decided = new Set((await verdictsOf(db, personIds)).map(({ low, high }) => `${low} ${high}`));
  const rows = await readSideRows(db, [...new Set(links.flatMap(({ low, high }) => [low, high]))]);
  const customerOf = new Map(rows.map(({ personId, customerId }) => [personId, customerId]));
  return links.filter(
    ({ low, high }) => customerOf.get(low) !== customerOf.get(high) && !decided.has(`${low} ${high}`),
  );
}

const isOf = (pairs: readonly Joined[]) => {
  const names = new Set(pairs.map(({ low, high }) => `${low} ${high}`));
  return (low: number, high: number) => names.has(`${low} ${high}`);
};

function nothingToPart(of: PartScope, held: number) {
  const what =
    'importId' in of
      ? `what import ${of.importId} was the first to tell`
      : 'modelId' in of
        ? `pairs that model ${of.modelId} joined, or that were accepted on its word`
        : `pairs joined between ${of.from} and ${of.below}`;
  const why =
    held === 0
      ? `No customer holds ${what}.`
      : `${held} customers hold ${what}, and other ties hold each of them together.`;
  return refuse('conflict', 'nothing-to-part', why, { held });
}
