import type { z } from 'zod';
import { isRefusal, type Outcome } from '#platform/errors';
import type { MendItemView, MendListView } from './api.ts';
import { readPlace, writePlace } from './list-cursor.ts';
import { describeFindings, type FindingsNeeds } from './list-findings.ts';
import { countMendItems, listMendItems, type MendState } from './mend-items.store.ts';
import { findMendList, listMendLists } from './mend-lists.store.ts';
import { noSuchList, viewOfList } from './save-mend-list.ts';

type ItemsPage = { items: z.infer<typeof MendItemView>[]; nextCursor: string | null; total: number };

/** A page of a list's items, with what each record says; of a mended one, what it said when it was last found. */
export async function pageOfMendItems(
  needs: FindingsNeeds,
  input: {
    readonly listId: number;
    readonly state?: MendState | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
): Promise<Outcome<ItemsPage>> {
  const after = readPlace(input.cursor);
  if (isRefusal(after)) return after;
  if ((await findMendList(needs.db, input.listId)) === undefined) return noSuchList(input.listId);
  const rows = await listMendItems(needs.db, input, { after, limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  const described = await describeFindings(needs, shown);
  const items = described.flatMap((finding, at) => {
    const item = shown[at];
    if (item === undefined) return [];
    const { state, changedBy, changedAt } = item;
    return [{ ...finding, state, changedBy, changedAt: changedAt.toISOString() }];
  });
  return {
    items,
    nextCursor: rows.length > shown.length && last !== undefined ? writePlace(last) : null,
    total: await countMendItems(needs.db, input),
  };
}

/** A page of the lists, newest first. */
export async function pageOfMendLists(
  { db }: FindingsNeeds,
  input: {
    readonly search?: string | undefined;
    readonly limit: number;
    readonly cursor?: string | undefined;
  },
): Promise<{ items: MendListView[]; nextCursor: string | null }> {
  const after = /^\d{1,15}$/.test(input.cursor ?? '') ? Number(input.cursor) : undefined;
  const rows = await listMendLists(db, { ...input, after, limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  return {
    items: shown.map(viewOfList),
    nextCursor: rows.length > shown.length ? String(shown.at(-1)?.listId) : null,
  };
}
