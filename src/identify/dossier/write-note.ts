import { findCustomer, noSuchCustomer } from '#identify/customers';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { Note } from './api.ts';
import { deleteNote, insertNote, updateNote } from './notes.store.ts';

type Needs = { readonly db: Database; readonly clock: Clock };

const noSuchNote = (noteId: number) =>
  refuse('not-found', 'note-not-found', `There is no note ${noteId}.`, { noteId });

/** Writes a note on a customer. Refuses one there is not. */
export async function writeNote(
  needs: Needs,
  input: { readonly customerId: number; readonly text: string; readonly by: string },
): Promise<Outcome<Note>> {
  const customer = await findCustomer(needs.db, input.customerId);
  if (customer === undefined) return noSuchCustomer(input.customerId);
  const note = await insertNote(needs.db, { ...input, personId: customer.customerId, at: needs.clock.now() });
  return note ?? noSuchCustomer(input.customerId);
}

/** Puts another text in a note; who wrote it first stays. Refuses a note there is not. */
export async function changeNote(
  needs: Needs,
  input: { readonly noteId: number; readonly text: string },
): Promise<Outcome<Note>> {
  return (await updateNote(needs.db, { ...input, at: needs.clock.now() })) ?? noSuchNote(input.noteId);
}

/** Removes a note for good. Refuses a note there is not. */
export async function removeNote(
  needs: Needs,
  input: { readonly noteId: number },
): Promise<Outcome<{ removed: true }>> {
  return (await deleteNote(needs.db, input.noteId)) ? { removed: true } : noSuchNote(input.noteId);
}
