import { z } from 'zod';

const Id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const Text = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !text.includes('\0'), 'No NUL character, please.');

export const CustomerParams = z.object({ customerId: Id });
export const NoteParams = z.object({ noteId: Id });
export const TaskParams = z.object({ taskId: Id });

export const Note = z.object({
  noteId: z.number(),
  personId: z.number(),
  text: z.string(),
  writtenBy: z.string(),
  writtenAt: z.iso.datetime(),
  changedAt: z.iso.datetime().nullable(),
});
export type Note = z.infer<typeof Note>;

export const TaskState = z.enum(['open', 'done', 'dropped']);
export const Task = z.object({
  taskId: z.number(),
  personId: z.number(),
  title: z.string(),
  owner: z.object({ accountId: z.number().nullable(), name: z.string() }),
  /** A day, as 2026-11-30. */
  dueOn: z.iso.date().nullable(),
  state: TaskState,
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  endedBy: z.string().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type Task = z.infer<typeof Task>;

/** A tag is lower case, of one line, with single spaces. */
export const TagName = Text(40).transform((tag) => tag.toLowerCase().replace(/\s+/g, ' '));

/** Part `dossier` of the customer page: what people of the house wrote. The latest fifty notes, all that is to do, the last ends. */
export const Dossier = z.object({
  notes: z.array(Note),
  tasks: z.array(Task),
  tags: z.array(z.string()),
});
export type Dossier = z.infer<typeof Dossier>;

export const NoteBody = z.object({ text: Text(10_000) });
export const TagsBody = z.object({ tags: z.array(TagName).max(50) });
export const TagsReply = z.object({ tags: z.array(z.string()) });
export const TagList = z.object({
  items: z.array(z.object({ tag: z.string(), customers: z.number().int() })),
});

export const TaskBody = z.object({
  title: Text(300),
  /** An account; left out: whoever asks. */
  ownerId: Id.optional(),
  dueOn: z.iso.date().nullable().default(null),
});
export const ChangeTaskBody = z.object({
  title: Text(300).optional(),
  ownerId: Id.optional(),
  dueOn: z.iso.date().nullable().optional(),
  state: TaskState.optional(),
});

export const ListNotesQuery = z.object({
  search: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  /** The last note of the page before. */
  before: Id.optional(),
});
export const ListNotesReply = z.object({ items: z.array(Note), nextBefore: z.number().nullable() });

export const ListTasksQuery = z.object({
  /** `me`, an account, or everybody's when left out. */
  owner: z.union([z.literal('me'), Id]).optional(),
  state: TaskState.default('open'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
});
export const TaskOfCustomer = Task.extend({ customerId: z.number(), customerName: z.string().nullable() });
export type TaskOfCustomer = z.infer<typeof TaskOfCustomer>;
export const ListTasksReply = z.object({ items: z.array(TaskOfCustomer), total: z.number().int() });

export const TaskOwners = z.object({ items: z.array(z.object({ accountId: z.number(), name: z.string() })) });
