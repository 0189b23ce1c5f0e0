import type { Clock } from '#platform/clock';
import { type Database, inTransaction } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { MendListView } from './api.ts';
import { type AskedFindings, filterOf } from './list-findings.ts';
import { fillMendList } from './mend-items.store.ts';
import { deleteMendList, findMendList, insertMendList, type MendList } from './mend-lists.store.ts';

/** Items a list holds at most: more is not mended by hand. */
const itemsMax = 100_000;

/** Sets the findings of now aside as a list to mend. Refuses one with nothing in it. */
export async function saveMendList(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  input: AskedFindings & { readonly name: string; readonly by: string },
): Promise<Outcome<MendListView>> {
  const filter = filterOf(input);
  if (isRefusal(filter)) return filter;
  const at = clock.now();
  const listId = await inTransaction(db, async (trx) => {
    const id = await insertMendList(trx, { ...input, at });
    const items = await fillMendList(trx, { ...filter, listId: id, by: input.by, at, most: itemsMax });
    if (items === 0) await deleteMendList(trx, id);
    return items === 0 ? undefined : id;
  });
  const list = listId === undefined ? undefined : await findMendList(db, listId);
  if (list === undefined)
    return refuse(
      'conflict',
      'nothing-to-mend',
      'No record of this source breaks these rules: there is nothing to set aside.',
    );
  return viewOfList(list);
}

export function viewOfList(list: MendList): MendListView {
  return { ...list, createdAt: list.createdAt.toISOString() };
}

export function noSuchList(listId: number) {
  return refuse('not-found', 'no-such-list', `There is no list ${listId}.`);
}
