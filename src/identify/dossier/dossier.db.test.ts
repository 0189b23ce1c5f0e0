import { afterAll, beforeAll, expect, test } from 'vitest';
import { absorbPeople, customerPage, type PersonFields, refreshCustomers } from '#identify/customers';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import type { Actor } from '#platform/http';
import { silentLog } from '#platform/logging';
import { createRelay } from '#platform/outbox';
import { openTestEngines, type TestEngines } from '#test/engines';
import type { Dossier } from './api.ts';
import { dossierAttributes } from './dossier.attributes.ts';
import { dossierPart } from './dossier-part.ts';
import { eraseDossier } from './erase-dossier.ts';
import { addTask, changeTask } from './keep-task.ts';
import { selectNotes } from './notes.store.ts';
import { tagCustomer } from './tag-customer.ts';
import { countTags } from './tags.store.ts';
import { selectTasks } from './tasks.store.ts';
import { changeNote, removeNote, writeNote } from './write-note.ts';

const at = new Date('2026-11-22T09:00:00Z');
const claire: Actor = { kind: 'user', id: 7, name: 'Claire', role: 'agent' };
let engines: TestEngines;
let needs: Parameters<typeof addTask>[0];

beforeAll(async () => {
  engines = await openTestEngines();
  needs = {
    db: engines.db,
    clock: standingClock(at.toISOString()),
    owners: async () => [
      { accountId: 7, name: 'Claire' },
      { accountId: 8, name: 'Paul' },
    ],
  };
  await sql`insert into identify.source (name, created_at) values ('shop', ${at}), ('web', ${at})`.execute(
    engines.db,
  );
});
afterAll(() => engines.close());

let made = 0;
async function person(sourceId: number, fields: PersonFields): Promise<number> {
  made += 1;
  const sourceKey = `p${made}`;
  return engines.db.transaction().execute(async (trx) => {
    const ids = await absorbPeople(trx, {
      ...{ sourceId, importId: made, chunk: 0, at },
      people: [{ sourceKey, line: 1, fields }],
    });
    await refreshCustomers(trx, { personIds: [...ids.values()], at });
    return ids.get(sourceKey) ?? 0;
  });
}

async function dossierOf(customerId: number): Promise<Dossier> {
  const page = orThrow(
    await customerPage({ db: engines.db, parts: [dossierPart(engines.db)] }, { customerId }),
  );
  return page.parts['dossier'] as Dossier;
}

test('what was written on two customers is together once they are one, and apart again after', async () => {
  const [anne, web] = [
    await person(1, { familyName: 'Roux', email: 'anne@exemple.fr' }),
    await person(2, { familyName: 'Roux', phone: '0612345678' }),
  ];
  orThrow(await writeNote(needs, { customerId: anne, text: 'Prefers mornings', by: 'Claire' }));
  orThrow(await writeNote(needs, { customerId: web, text: 'Asked for a refund', by: 'Paul' }));
  orThrow(await tagCustomer(needs, { customerId: web, tags: ['press', 'vip'], by: 'Paul' }));
  orThrow(
    await addTask(needs, {
      customerId: web,
      title: 'Call back',
      ownerId: 8,
      dueOn: '2026-11-30',
      actor: claire,
    }),
  );
  const joining = await person(2, { familyName: 'Roux', email: 'anne@exemple.fr', phone: '0612345678' });

  const together = await dossierOf(anne);
  expect(together.notes.map((note) => note.text)).toEqual(['Asked for a refund', 'Prefers mornings']);
  expect(together.tags).toEqual(['press', 'vip']);
  const [task] = (await selectTasks(engines.db, { ownerId: 8, state: 'open', limit: 10, offset: 0 })).items;
  expect(task).toMatchObject({
    customerId: anne,
    customerName: 'Roux',
    dueOn: '2026-11-30',
    createdBy: 'Claire',
  });
  // A tag taken off leaves every record that carried it.
  orThrow(await tagCustomer(needs, { customerId: anne, tags: ['vip', 'loyal'], by: 'Claire' }));
  expect((await dossierOf(web)).tags).toEqual(['loyal', 'vip']);

  await engines.db.transaction().execute(async (trx) => {
    await sql`delete from identify.person_record where person_id = ${joining}`.execute(trx);
    await refreshCustomers(trx, { personIds: [anne, web, joining], at });
  });
  expect((await dossierOf(anne)).notes.map((note) => note.text)).toEqual(['Prefers mornings']);
  expect((await dossierOf(anne)).tags).toEqual(['loyal']);
  expect(await dossierOf(web)).toMatchObject({ tags: ['vip'], tasks: [{ title: 'Call back' }] });
});

test('notes are found by a text, changed and removed; none is said for one that is not there', async () => {
  const bob = await person(1, { familyName: 'Noël' });
  const first = orThrow(await writeNote(needs, { customerId: bob, text: '100% satisfied', by: 'Paul' }));
  orThrow(await writeNote(needs, { customerId: bob, text: 'Moved to Lille', by: 'Paul' }));
  const found = (search: string) => selectNotes(engines.db, { personIds: [bob], search, limit: 10 });
  expect((await found('LILLE')).map((note) => note.text)).toEqual(['Moved to Lille']);
  expect((await found('0%')).map((note) => note.noteId)).toEqual([first.noteId]);
  expect(orThrow(await changeNote(needs, { noteId: first.noteId, text: 'Very satisfied' }))).toMatchObject({
    ...{ writtenBy: 'Paul', text: 'Very satisfied', changedAt: at.toISOString() },
  });
  orThrow(await removeNote(needs, first));
  expect(await removeNote(needs, first)).toMatchObject({ code: 'note-not-found' });
  expect(await writeNote(needs, { customerId: 999_999, text: 'x', by: 'Paul' })).toMatchObject({
    kind: 'not-found',
  });
});

test('a task is whose asks unless another is named, ends once, and may be opened again', async () => {
  const eve = await person(1, { familyName: 'Petit' });
  const ask = { customerId: eve, title: 'Send the catalogue', ownerId: undefined, dueOn: null };
  const task = orThrow(await addTask(needs, { ...ask, actor: claire }));
  expect(task.owner).toEqual({ accountId: 7, name: 'Claire' });
  const change = { taskId: task.taskId, by: 'Paul' } as const;
  expect(orThrow(await changeTask(needs, { ...change, state: 'done' }))).toMatchObject({ endedBy: 'Paul' });
  expect(orThrow(await changeTask(needs, { ...change, state: 'done', by: 'Claire' }))).toMatchObject({
    endedBy: 'Paul',
  });
  expect(
    orThrow(await changeTask(needs, { ...change, state: 'open', dueOn: '2026-12-01', ownerId: 8 })),
  ).toMatchObject({
    ...{ state: 'open', endedBy: null, endedAt: null, dueOn: '2026-12-01', owner: { name: 'Paul' } },
  });
  expect(orThrow(await changeTask(needs, { ...change, dueOn: null }))).toMatchObject({
    dueOn: null,
    state: 'open',
  });
  expect(await changeTask(needs, { ...change, ownerId: 99 })).toMatchObject({ code: 'task-owner-unknown' });
  const key: Actor = { kind: 'api-key', id: 7, name: 'till', role: 'agent' };
  expect(await addTask(needs, { ...ask, actor: key })).toMatchObject({ code: 'task-owner-unknown' });
});

test('tags reach segments through the registry; two people tagging at once lose nothing; erased, nothing is left', async () => {
  const [mia, leo] = [await person(1, { familyName: 'Mia' }), await person(1, { familyName: 'Leo' })];
  await Promise.all([
    tagCustomer(needs, { customerId: mia, tags: ['a', 'b'], by: 'Paul' }),
    tagCustomer(needs, { customerId: mia, tags: ['a', 'b', 'c'], by: 'Claire' }),
  ]);
  orThrow(await tagCustomer(needs, { customerId: leo, tags: ['b'], by: 'Paul' }));
  const counted = new Map((await countTags(engines.db)).map((one) => [one.tag, one.customers]));
  expect([counted.get('a'), counted.get('b')]).toEqual([1, 2]);

  const attribute = async () => {
    await createRelay({ server: engines.database, warehouse: engines.warehouse, log: silentLog }).flush();
    const rows = await engines.warehouse.query<{ customer_id: number; tags: string[] }>(
      dossierAttributes.query,
    );
    return new Map(rows.map((row) => [row.customer_id, row.tags]));
  };
  expect((await attribute()).get(mia)).toEqual((await dossierOf(mia)).tags);
  expect((await attribute()).get(leo)).toEqual(['b']);

  orThrow(await writeNote(needs, { customerId: mia, text: 'secret', by: 'Paul' }));
  for (const _ of [1, 2]) await engines.db.transaction().execute((trx) => eraseDossier(trx, [mia]));
  expect(await dossierOf(mia)).toEqual({ notes: [], tasks: [], tags: [] });
  expect((await attribute()).get(mia)).toEqual([]);
  expect((await attribute()).get(leo)).toEqual(['b']);
});
