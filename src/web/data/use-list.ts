import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { z } from 'zod';
import type { Paging } from '../components/table-props.ts';
import { cursorOf, type ListSearch, walked } from './list-search.ts';
import { request } from './request.ts';

type Page<Item> = {
  items: Item[];
  nextCursor: string | null;
  total?: number | null | undefined;
  /** The server stopped counting at `total`. */
  totalIsAtLeast?: boolean | undefined;
};
type PageShape = z.ZodType<Page<unknown>>;
type Filters = Record<string, string | number | boolean | readonly string[] | undefined>;

type ListInput<Shape extends PageShape, Search extends ListSearch> = {
  path: string;
  shape: Shape;
  search: Search;
  setSearch: (search: Search) => void;
  /** Besides cursor and limit: what the list is narrowed and sorted by. */
  query?: Filters;
  limit?: number;
};

/** One page of a list, with the way to the next and the previous kept in the URL; the old page stays until the new one is read. */
export function useList<Shape extends PageShape, Search extends ListSearch>(input: ListInput<Shape, Search>) {
  const { path, shape, search, setSearch } = input;
  const limit = input.limit ?? search.size ?? 50;
  const query = { ...input.query, cursor: cursorOf(search), limit };
  const result = useQuery({
    queryKey: ['list', path, query],
    queryFn: ({ signal }) => request({ path, query, shape, signal }),
    placeholderData: keepPreviousData,
  });
  const reply = result.data as z.infer<Shape> | undefined;
  const page = (search.after?.length ?? 0) + 1;
  const paging: Paging = {
    from: (page - 1) * limit + 1,
    shown: reply?.items.length ?? 0,
    ...useKeptTotal(JSON.stringify([path, input.query, limit]), reply),
    page,
    onPrevious: page > 1 ? () => setSearch(walked(search, undefined)) : undefined,
    onNext: reply?.nextCursor ? () => setSearch(walked(search, reply.nextCursor)) : undefined,
  };
  return {
    reply,
    rows: reply?.items as z.infer<Shape>['items'] | undefined,
    busy: result.isFetching,
    thrown: result.isError ? result.error : undefined,
    again: () => void result.refetch(),
    paging,
  };
}

/** Some lists count only on their first page: the count is kept while the same list is walked. */
function useKeptTotal(
  list: string,
  reply: Pick<Page<unknown>, 'total' | 'totalIsAtLeast'> | undefined,
): Pick<Paging, 'total' | 'totalIsAtLeast'> {
  const kept = useRef<{ list: string; total: number; totalIsAtLeast: boolean }>(undefined);
  if (typeof reply?.total === 'number')
    kept.current = { list, total: reply.total, totalIsAtLeast: reply.totalIsAtLeast ?? false };
  if (kept.current?.list !== list) return {};
  const { total, totalIsAtLeast } = kept.current;
  return { total, totalIsAtLeast };
}

/** Every row of a list, page after page, for an export; stops at `max` so that a browser is never drowned. */
export async function readAll<Shape extends PageShape>(
  input: { path: string; shape: Shape; query?: Filters; limit?: number },
  max = 20_000,
): Promise<z.infer<Shape>['items']> {
  const rows: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<unknown> = await request({
      path: input.path,
      shape: input.shape,
      query: { ...input.query, cursor, limit: input.limit ?? 200 },
    });
    rows.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && rows.length < max);
  return rows as z.infer<Shape>['items'];
}
