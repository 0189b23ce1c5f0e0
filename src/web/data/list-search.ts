import { z } from 'zod';

/**
 * What a list keeps in its URL: search words, sort, page size, the cursors walked so far (so that "previous" works after
 * a reload too), and the row open in the drawer. What cannot be read is dropped, never an error.
 */
export const ListSearch = z.object({
  q: z.coerce.string().max(200).optional().catch(undefined),
  sort: z.string().max(60).optional().catch(undefined),
  size: z
    .union([z.literal(25), z.literal(50), z.literal(100)])
    .optional()
    .catch(undefined),
  after: z.array(z.coerce.string()).max(500).optional().catch(undefined),
  open: z.coerce.string().max(80).optional().catch(undefined),
});
export type ListSearch = z.infer<typeof ListSearch>;

/** The cursor of the page now shown; undefined on the first. */
export function cursorOf(search: ListSearch): string | undefined {
  return search.after?.at(-1);
}

/** The search after a change of what is listed: back to the first page, nothing empty kept in the URL. */
export function fromStart<Search extends ListSearch>(search: Search, change: Partial<Search>): Search {
  return tidy({ ...search, ...change, after: undefined });
}

/** The search one page further, or one page back. */
export function walked<Search extends ListSearch>(search: Search, next: string | null | undefined): Search {
  const after = search.after ?? [];
  return tidy({ ...search, after: next ? [...after, next] : after.slice(0, -1) });
}

/** Leaves out of the URL what is empty. */
export function tidy<Search extends object>(search: Search): Search {
  const kept = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(kept) as Search;
}
