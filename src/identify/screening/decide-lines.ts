import { findKnown, findKnownPersons, type KnownCustomer } from '#identify/customers';
import { findAlike } from '#identify/matching';
import { keysOfOutsider, type ReadLine } from './line-keys.ts';
import type { Database, DatabaseServer } from '#platform/database';
import { noteKeys, type Screening } from './screenings.store.ts';

/** What lines are decided by. */
export type DecideNeeds = {
  readonly server: DatabaseServer;
  /** Which of these addresses are never to be written to. */
  suppressed(db: Database, channel: string, addresses: readonly string[]): Promise<ReadonlySet<string>>;
};

/** What becomes of a line and why; `alike`: only the matching model knows her. */
export type DecidedLine =
  | { readonly decision: 'new'; readonly reason: ''; readonly customerId?: undefined }
  | { readonly decision: 'known'; readonly reason: '' | 'alike'; readonly customerId: number }
  | {
      readonly decision: 'excluded';
      readonly reason: 'opposed' | 'suppressed' | 'duplicate' | 'unusable';
      readonly customerId?: number | undefined;
    };

/** Duplicates first (whoever it is, she is in the list once), then who opposed, then suppressed addresses, then customers. */
export async function decideLines(
  needs: DecideNeeds,
  { screening, salt }: { readonly screening: Screening; readonly salt: string },
  lines: readonly ReadLine[],
): Promise<DecidedLine[]> {
  const { db } = needs.server;
  const keys = lines.map((one) => keysOfOutsider(one, salt).map(String));
  const fresh = await noteKeys(db, screening.screeningId, [...new Set(keys.flat())].map(BigInt));
  const { known, alike } = await recognise(needs, lines, keys);
  const addresses = lines.flatMap(
    ({ email, phone }) => (screening.channel === 'email' ? email : phone) ?? [],
  );
  const suppressed = await needs.suppressed(db, screening.channel, addresses);
  const seen = new Set<string>();
  return lines.map((one, place): DecidedLine => {
    const mine = keys[place] ?? [];
    if (mine.length === 0) return { decision: 'excluded', reason: 'unusable' };
    const isRepeat = mine.some((key) => seen.has(key) || !fresh.has(key));
    for (const key of mine) seen.add(key);
    const customer = known.get(place) ?? alike.get(place);
    const customerId = customer?.customerId;
    if (isRepeat) return { decision: 'excluded', reason: 'duplicate', customerId };
    if (customer?.withdrawn.includes(screening.channel))
      return { decision: 'excluded', reason: 'opposed', customerId };
    const address = screening.channel === 'email' ? one.email : one.phone;
    if (address !== undefined && suppressed.has(address))
      return { decision: 'excluded', reason: 'suppressed', customerId };
    if (customerId === undefined) return { decision: 'new', reason: '' };
    return { decision: 'known', reason: known.has(place) ? '' : 'alike', customerId };
  });
}

/** The customer each line is: by equal keys, else by the matching model where it would merge two records of the base by itself. */
async function recognise(
  needs: DecideNeeds,
  lines: readonly ReadLine[],
  keys: readonly (readonly string[])[],
): Promise<{ known: ReadonlyMap<number, KnownCustomer>; alike: ReadonlyMap<number, KnownCustomer> }> {
  const { db } = needs.server;
  const known = await findKnown(db, lines);
  const strange = [...lines.keys()].filter((place) => !known.has(place) && keys[place]?.length !== 0);
  const found = await findAlike(
    needs.server,
    strange.map((place) => lines[place]?.particulars ?? {}),
  );
  const persons = await findKnownPersons(
    db,
    [...found.values()].map(({ personId }) => personId),
  );
  const alike = new Map<number, KnownCustomer>();
  for (const [at, { personId }] of found) {
    const [place, customer] = [strange[at], persons.get(personId)];
    if (place !== undefined && customer !== undefined) alike.set(place, customer);
  }
  return { known, alike };
}
