import { findCustomer, noSuchCustomer } from '#identify/customers';
import { type AnyRoute, route } from '#platform/http';
import { z } from 'zod';
import {
  CustomerParams,
  ListNotesQuery,
  ListNotesReply,
  Note,
  NoteBody,
  NoteParams,
  TagList,
  TagsBody,
  TagsReply,
} from './api.ts';
import type { TaskNeeds } from './keep-task.ts';
import { selectNotes } from './notes.store.ts';
import { tagCustomer } from './tag-customer.ts';
import { countTags } from './tags.store.ts';
import { changeNote, removeNote, writeNote } from './write-note.ts';

const notesOfCustomer = '/api/v1/customers/{customerId}/notes';

/** Notes over HTTP: those of a customer with a search, write, change, remove. */
export function notesRoutes(needs: TaskNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: notesOfCustomer,
      permission: 'customers:read',
      summary: 'The notes on a customer, the latest first; those holding a text',
      params: CustomerParams,
      query: ListNotesQuery,
      reply: ListNotesReply,
      handle: async ({ params, query }) => {
        const customer = await findCustomer(needs.db, params.customerId);
        if (customer === undefined) return noSuchCustomer(params.customerId);
        const items = await selectNotes(needs.db, { ...query, personIds: customer.personIds });
        return { items, nextBefore: items.length < query.limit ? null : (items.at(-1)?.noteId ?? null) };
      },
    }),
    route({
      method: 'POST',
      path: notesOfCustomer,
      permission: 'customers:write',
      summary: 'Write a note on a customer',
      params: CustomerParams,
      body: NoteBody,
      reply: Note,
      status: 201,
      audit: 'note.written',
      handle: ({ params, body, actor }) =>
        writeNote(needs, { ...params, ...body, by: actor?.name ?? 'nobody' }),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/notes/{noteId}',
      permission: 'customers:write',
      summary: 'Change the text of a note',
      params: NoteParams,
      body: NoteBody,
      reply: Note,
      audit: 'note.changed',
      handle: ({ params, body }) => changeNote(needs, { ...params, ...body }),
    }),
    route({
      method: 'DELETE',
      path: '/api/v1/notes/{noteId}',
      permission: 'customers:write',
      summary: 'Remove a note for good',
      params: NoteParams,
      reply: z.object({ removed: z.literal(true) }),
      audit: 'note.removed',
      handle: ({ params }) => removeNote(needs, params),
    }),
  ];
}

/** Tags over HTTP: all in use, and those of a customer. */
export function tagsRoutes(needs: TaskNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/tags',
      permission: 'customers:read',
      summary: 'Tags in use and how many customers carry each',
      reply: TagList,
      handle: async () => ({ items: await countTags(needs.db) }),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/customers/{customerId}/tags',
      permission: 'customers:write',
      summary: 'Make these the tags of a customer',
      params: CustomerParams,
      body: TagsBody,
      reply: TagsReply,
      audit: 'customer.tagged',
      handle: ({ params, body, actor }) =>
        tagCustomer(needs, { ...params, ...body, by: actor?.name ?? 'nobody' }),
    }),
  ];
}
