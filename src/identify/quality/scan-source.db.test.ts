import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '#platform/database';
import { anne, bob, carl, openQualityBoard, type QualityBoard } from '#test/quality-board';
import { type ScanCursor, scanSource } from './scan-source.ts';

let board: QualityBoard;
beforeAll(async () => {
  board = await openQualityBoard();
});
afterAll(() => board.close());
beforeEach(() => board.forget());

const scan = async () =>
  scanSource({ server: board.engines.database, clock: board.clock }, { sourceId: await board.sourceId() });

test('stopped at any turn a scan goes on to the same figures, and until it ends the scan before counts', async () => {
  await board.load(anne, bob, carl);
  await scan();
  const before = (await board.ask('GET', '')).body;
  const findings = async () => (await board.ask('GET', `/findings?sourceId=${await board.sourceId()}`)).body;
  const found = await findings();
  await board.load('4,Dora,Noir,dora@orange.fr,06 12 98 56 79,,,');
  const needs = { server: board.engines.database, clock: board.clock };
  for (const stop of [1, 2, 3]) {
    let cursor: ScanCursor | undefined;
    let turns = 0;
    const onTurn = async (reached: ScanCursor) => {
      turns += 1;
      if (turns < stop) cursor = structuredClone(reached);
      if (turns === stop) throw new Error('stopped');
    };
    const input = { sourceId: await board.sourceId(), persons: 1 };
    await expect(scanSource(needs, { ...input, onTurn })).rejects.toThrow('stopped');
    expect((await board.ask('GET', '')).body.items[0].scan).toEqual(before.items[0].scan);
    expect(await findings()).toEqual(found);
    if (stop < 3) continue;
    expect(await scanSource(needs, { ...input, cursor })).toMatchObject({ records: 4 });
  }
  const resumed = (await board.ask('GET', '')).body;
  const trend = (await board.ask('GET', `/sources/${await board.sourceId()}/trend`)).body;
  await scan();
  expect((await board.ask('GET', '')).body).toEqual(resumed);
  expect((await board.ask('GET', `/sources/${await board.sourceId()}/trend`)).body).toEqual(trend);
  expect(trend.items.map(({ records }: { records: number }) => records)).toEqual([3, 1]);
});

test('two scans at once end with one', async () => {
  await board.load(anne, bob, carl);
  await Promise.all([scan(), scan()]);
  const { rows } = await sql`select 1 from identify.quality_scan where import_id is null`.execute(
    board.engines.db,
  );
  expect(rows).toHaveLength(1);
  expect(
    (await board.ask('GET', `/findings?sourceId=${await board.sourceId()}&field=email`)).body.total,
  ).toBe(3);
});

test('an import asks for one look at its source, however often it is told', async () => {
  const importId = await board.load(anne);
  await board.module.hears?.['import.finished']?.({ importId, sourceId: await board.sourceId() });
  await board.module.hears?.['import.undone']?.({ importId });
  expect(board.asked).toHaveLength(2);
  expect(new Set(board.asked.map(({ key }) => key)).size).toBe(1);
  await scan();
  await board.module.hears?.['import.finished']?.({ importId, sourceId: await board.sourceId() });
  expect(board.asked[2]?.key).not.toBe(board.asked[0]?.key);
});
