import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sql } from '#platform/database';
import { anne, bob, carl, openQualityBoard, type QualityBoard } from '#test/quality-board';
import { scanSource } from './scan-source.ts';

let board: QualityBoard;
beforeAll(async () => {
  board = await openQualityBoard();
});
afterAll(() => board.close());
beforeEach(() => board.forget());

const scan = async () =>
  scanSource({ server: board.engines.database, clock: board.clock }, { sourceId: await board.sourceId() });

test('no finding and no list holds a value: what a record says is read from the record', async () => {
  await board.load(anne);
  await scan();
  await board.ask('POST', '/lists', { name: 'À corriger', sourceId: await board.sourceId() });
  for (const table of ['quality_scan', 'quality_finding', 'mend_list', 'mend_item']) {
    const { rows } = await sql<{ line: string }>`
      select row_to_json(t)::text as line from ${sql.table(`identify.${table}`)} t`.execute(board.engines.db);
    expect(rows.length, table).toBeGreaterThan(0);
    for (const { line } of rows) expect(line).not.toMatch(/anne|petit|gmial|lilas|villeurban/i);
  }
});

test('a list to mend follows the scans: mended when the record is, open again when it is not, kept when somebody says so', async () => {
  await board.load(anne, bob, carl);
  await scan();
  const saved = await board.ask('POST', '/lists', {
    name: 'E-mails',
    sourceId: await board.sourceId(),
    field: 'email',
  });
  expect(saved).toMatchObject({
    status: 201,
    body: { sourceName: 'shop', open: 3, mended: 0, kept: 0, createdBy: 'Ada' },
  });
  const { listId } = saved.body;
  const items = (await board.ask('GET', `/lists/${listId}/items`)).body;
  expect(items).toMatchObject({ total: 3, nextCursor: null });
  const [, , role] = items.items;
  await board.ask('POST', `/lists/${listId}/marks`, { items: [role], state: 'kept' });
  await board.load(anne.replace('gmial', 'gmail'));
  await scan();
  expect((await board.ask('GET', `/lists/${listId}`)).body).toMatchObject({ open: 1, mended: 1, kept: 1 });
  await board.load(anne.replace('Villeurbane', 'Villeurbanne'));
  await scan();
  expect((await board.ask('GET', `/lists/${listId}`)).body).toMatchObject({ open: 2, mended: 0, kept: 1 });
  expect((await board.ask('GET', '/lists?search=e-ma')).body.items).toMatchObject([{ listId }]);
  expect(await board.ask('DELETE', `/lists/${listId}`)).toEqual({ status: 204, body: null });
  expect((await board.ask('GET', `/lists/${listId}/items`)).status).toBe(404);
  const nothing = await board.ask('POST', '/lists', {
    name: 'x',
    sourceId: await board.sourceId(),
    rule: 'birth-date-default',
  });
  expect(nothing).toMatchObject({ status: 409 });
});
