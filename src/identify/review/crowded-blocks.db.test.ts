import { afterAll, beforeAll, expect, it } from 'vitest';
import { forgetPeopleOfImport } from '#identify/customers';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { readClusters, readDerivedIdentity } from '#test/derived-identity';
import { openTestEngines, type TestEngines } from '#test/engines';
import { marketColumns, readMarketRecords } from '#test/market-records';
import { makeMarketSources, takeRows } from '#test/market-rows';
import { estimateQuality } from './estimate-quality.ts';
import { runMatching } from './run-matching.ts';

let engines: TestEngines;
const at = new Date('2026-11-22T10:00:00Z');
const clock = standingClock(at);
const match = () => runMatching({ server: engines.database, clock }, { by: 'test', batch: 200 });
const columnOf = (name: (typeof marketColumns)[number]) => marketColumns.indexOf(name);
const shared = '01 40 00 00 00';
/** More than a block may hold. */
const colleagues = 420;

beforeAll(async () => {
  engines = await openTestEngines();
  await makeMarketSources(engines.db);
  const { rows } = readMarketRecords({ seed: 'before the crowd', people: 400, until: '2026-11-22' });
  await takeRows(engines.db, rows, { importId: 1, chunk: 0, at });
  await match();
});
afterAll(() => engines.close());

/** People of another town's file who all gave the telephone of their firm, each once; some told again by another source with a slip. */
function colleaguesOfOneFirm() {
  const { rows, persons } = readMarketRecords({ seed: 'the crowd', people: 800, until: '2026-11-22' });
  const seen = new Set<number>();
  const known = rows.filter((row, place) => {
    const person = persons[place] ?? 0;
    const isTold = ['birth_date', 'street', 'family_name', 'given_name'].every(
      (name) => row[columnOf(name as 'street')] !== '',
    );
    if (!isTold || seen.has(person) || seen.size === colleagues) return false;
    return seen.add(person);
  });
  const told = known.map((row, place) =>
    row.with(columnOf('key'), `firm ${place}`).with(columnOf('phone'), shared).with(columnOf('email'), ''),
  );
  const again = told.slice(0, 10).map((row, place) =>
    row
      .with(columnOf('source'), row[0] === 'web' ? 'shop' : 'web')
      .with(columnOf('key'), `again ${place}`)
      .with(columnOf('family_name'), `${row[columnOf('family_name')]}x`),
  );
  const numberOnly = told
    .slice(0, 3)
    .map((row, place) =>
      row.map((value, column) =>
        column === columnOf('source')
          ? value
          : column === columnOf('phone')
            ? shared
            : column === columnOf('key')
              ? `desk ${place}`
              : '',
      ),
    );
  return { told, again, numberOnly };
}

/** Members of each block, counted apart from what matching keeps of it. */
async function membersOfBlocks(): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ block: number; members: string[] }>`
    select block, array_agg(person_id) as members from identify.match_person cross join unnest(blocks) as block group by block`.execute(
    engines.db,
  );
  return new Map(rows.map(({ block, members }) => [block, members.map(Number)]));
}

it('brings nobody together by what more than 400 share, finds people by the rest, says so, and forgets it when they go', {
  timeout: 120_000,
}, async () => {
  const before = await readDerivedIdentity(engines.db);
  expect(await estimateQuality(engines.db)).toMatchObject({
    blocking: { crowdedBlocks: 0, crowdedRecords: 0, unreachableRecords: 0 },
  });
  const { told, again, numberOnly } = colleaguesOfOneFirm();
  expect(told).toHaveLength(colleagues);
  await takeRows(engines.db, [...told, ...numberOnly], { importId: 2, chunk: 0, at });
  await match();
  await takeRows(engines.db, again, { importId: 3, chunk: 0, at });
  await match();

  const members = await membersOfBlocks();
  const { rows: marked } = await sql<{ block: number }>`select block from identify.match_crowded`.execute(
    engines.db,
  );
  const full = [...members].filter(([, who]) => who.length > 400).map(([block]) => block);
  expect(full.length).toBeGreaterThan(0);
  expect(new Set(marked.map(({ block }) => block))).toEqual(new Set(full));

  const inFull = new Set(full.flatMap((block) => members.get(block) ?? []));
  const elsewhere = new Set([...members].flatMap(([block, who]) => (full.includes(block) ? [] : who)));
  const unreachable = [...inFull].filter((person) => !elsewhere.has(person));
  expect(unreachable.length).toBeGreaterThanOrEqual(numberOnly.length);
  expect((await estimateQuality(engines.db)).blocking).toMatchObject({
    ...{ crowdedBlocks: full.length, crowdedRecords: inFull.size, unreachableRecords: unreachable.length },
  });

  const clusters = await readClusters(engines.db);
  const { rows: keys } = await sql<{ id: number; key: string }>`
    select person_id as id, source_key as key from identify.person where source_key ~ '^(firm|again|desk) '`.execute(
    engines.db,
  );
  const customerOf = new Map(keys.map(({ id, key }) => [key, clusters.get(id)]));
  for (const [place] of again.entries())
    expect(customerOf.get(`again ${place}`)).toBe(customerOf.get(`firm ${place}`));
  expect(new Set(customerOf.values()).size).toBeGreaterThan(colleagues - 20);

  for (const importId of [3, 2])
    await engines.db.transaction().execute((trx) => forgetPeopleOfImport(trx, { importId, at }));
  await match();
  expect(await readDerivedIdentity(engines.db)).toEqual(before);
});
