import { z } from 'zod';
import { type Outcome, refuse } from '#platform/errors';

const Place = z.tuple([z.int(), z.string(), z.string()]);

/** Where a page of findings ends: person, rule, field. */
export type FindingPlace = z.infer<typeof Place>;

/** The cursor that goes on after an item. */
export function writePlace(item: {
  readonly personId: number;
  readonly rule: string;
  readonly field: string;
}): string {
  return Buffer.from(JSON.stringify([item.personId, item.rule, item.field])).toString('base64url');
}

/** The place a cursor names; refuses one that no list gave. */
export function readPlace(cursor: string | undefined): Outcome<FindingPlace | undefined> {
  if (cursor === undefined) return undefined;
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return refuse(
      'invalid',
      'bad-cursor',
      'This page of the list cannot be found: start again from the first one.',
    );
  }
}
