import { runMatching } from '#identify/review';
import { type Clock, standingClock } from '#platform/clock';
import { openTestEngines, type TestEngines } from './engines.ts';
import { type MarketRecords, readMarketRecords } from './market-records.ts';
import { makeMarketSources, takeRows } from './market-rows.ts';

/** A small simulated retailer on engines of a test, its model learnt: everybody may be forgotten and taken in anew. */
export type MatchedMarket = {
  readonly engines: TestEngines;
  /** When everything happens. */
  readonly at: Date;
  readonly market: MarketRecords;
  /** Takes in rows as an import of that number would; nobody is matched yet. */
  take(rows: MarketRecords['rows'], importId: number): Promise<void>;
  match(): ReturnType<typeof runMatching>;
  /** What the acts of people on who is who ask for. */
  readonly acting: { db: TestEngines['db']; clock: Clock; events: { say(): Promise<undefined> } };
};

/** Takes in everybody and matches them. Call in `beforeAll`, close its engines in `afterAll`. */
export async function openMatchedMarket(): Promise<MatchedMarket> {
  const at = new Date('2026-11-22T10:00:00Z');
  const clock = standingClock(at);
  const market = readMarketRecords({ seed: 'who is who', people: 400, until: '2026-11-22' });
  const engines = await openTestEngines();
  const take = (rows: MarketRecords['rows'], importId: number) =>
    takeRows(engines.db, rows, { importId, chunk: 0, at });
  const match = () => runMatching({ server: engines.database, clock }, { by: 'test' });
  await makeMarketSources(engines.db);
  await take(market.rows, 1);
  await match();
  const acting = { db: engines.db, clock, events: { say: async () => undefined } };
  return { engines, at, market, take, match, acting };
}
