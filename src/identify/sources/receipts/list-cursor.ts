import type { z } from 'zod';
import { type Outcome, refuse } from '#platform/errors';

/** A place in a list as an opaque text that survives a URL. */
export const writeCursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place a cursor names, undefined without one; refuses one that this list did not give. */
export function readCursor<Place>(
  text: string | undefined,
  shape: z.ZodType<Place>,
): Outcome<Place | undefined> {
  if (text === undefined) return undefined;
  try {
    return shape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return refuse(
      'invalid',
      'bad-cursor',
      'This page of the list cannot be found: start again from the first one.',
    );
  }
}

/** A page of a list from one row more than it holds: the surplus row only tells that there are more. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  page: { readonly item: (row: Row) => Item; readonly place: (row: Row) => unknown },
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(page.item),
    nextCursor: rows.length > limit && last !== undefined ? writeCursor(page.place(last)) : null,
  };
}
