import { z } from 'zod';
import { type Outcome, refuse } from '#platform/errors';

/** A place in a list as an opaque text that survives a URL. */
export function writeCursor(place: object): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place a cursor names; refuses one that this list did not give. */
export function readCursor<Place>(text: string, shape: z.ZodType<Place>): Outcome<Place> {
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
