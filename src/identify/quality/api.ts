import { z } from 'zod';

const Words = z.object({ fr: z.string(), en: z.string() });
const Weight = z.enum(['invalid', 'suspicious', 'note']);
const Id = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const Page = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** Records by what their field is worth. `valid` counts the suspicious; `distinct` ignores capitals. */
export const FieldMeasure = z.object({
  field: z.string(),
  filled: z.int(),
  valid: z.int(),
  suspicious: z.int(),
  distinct: z.int(),
  fresh: z.int(),
  rules: z.record(z.string(), z.int()).describe('Rule code → records that break it.'),
});
export type FieldMeasure = z.infer<typeof FieldMeasure>;

/** A source on the board; `scan` null until it was looked at. */
export const BoardSource = z.object({
  sourceId: z.number(),
  name: z.string(),
  persons: z.int(),
  scan: z.object({ scannedAt: z.iso.datetime(), records: z.int(), fields: z.array(FieldMeasure) }).nullable(),
});
export const BoardReply = z.object({ freshDays: z.int(), items: z.array(BoardSource) });
export type BoardReply = z.infer<typeof BoardReply>;

export const SourceParams = z.object({ sourceId: Id });

/** What each import of a source brought, oldest first. */
export const TrendReply = z.object({
  items: z.array(
    z.object({
      importId: z.number(),
      fileName: z.string(),
      at: z.iso.datetime(),
      records: z.int(),
      fields: z.array(FieldMeasure),
    }),
  ),
});

export const RuleView = z.object({
  code: z.string(),
  fields: z.array(z.string()),
  weight: Weight,
  on: z.boolean(),
  asDelivered: z.boolean(),
  label: Words,
});
export const RulesReply = z.object({ freshDays: z.int(), items: z.array(RuleView) });
export const ChangeRulesBody = z.object({
  rules: z.record(z.string(), z.boolean()).default({}),
  freshDays: z.int().min(1).max(36_500).optional(),
});

export const ScanBody = z.object({ sourceId: z.int().min(1).optional() });
export const ScanReply = z.object({ jobIds: z.array(z.string()) });

export const FindingsQuery = z.object({
  sourceId: Id,
  field: z.string().max(40).optional(),
  rule: z.string().max(60).optional(),
  weight: Weight.optional(),
  ...Page,
});
/** One record that breaks a rule: what it says there, and what is proposed. */
export const FindingView = z.object({
  personId: z.number(),
  name: z.string(),
  field: z.string(),
  rule: z.string(),
  said: z.string(),
  proposal: z.string().nullable(),
  importId: z.number(),
  line: z.number(),
  recordedAt: z.iso.datetime().nullable().describe('Null when the record is there no more.'),
});
export type FindingView = z.infer<typeof FindingView>;
export const FindingsReply = z.object({
  items: z.array(FindingView),
  nextCursor: z.string().nullable(),
  total: z.int(),
});

export const MendListView = z.object({
  listId: z.number(),
  name: z.string(),
  sourceId: z.number(),
  sourceName: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  open: z.int(),
  mended: z.int(),
  kept: z.int(),
});
export type MendListView = z.infer<typeof MendListView>;
export const MendListsQuery = z.object({ search: z.string().max(200).optional(), ...Page });
export const MendListsReply = z.object({ items: z.array(MendListView), nextCursor: z.string().nullable() });
export const SaveMendListBody = z.object({
  name: z.string().trim().min(1).max(200),
  sourceId: z.int().min(1),
  field: z.string().max(40).optional(),
  rule: z.string().max(60).optional(),
  weight: Weight.optional(),
});
export const MendListParams = z.object({ listId: Id });
const MendState = z.enum(['open', 'mended', 'kept']);
export const MendItemsQuery = z.object({ state: MendState.optional(), ...Page });
export const MendItemView = FindingView.extend({
  state: MendState,
  changedBy: z.string(),
  changedAt: z.iso.datetime(),
});
export const MendItemsReply = z.object({
  items: z.array(MendItemView),
  nextCursor: z.string().nullable(),
  total: z.int(),
});
/** `kept`: right as it is; no scan opens it again. */
export const MarkItemsBody = z.object({
  items: z
    .array(z.object({ personId: z.int().min(1), rule: z.string().max(60), field: z.string().max(40) }))
    .min(1)
    .max(1000),
  state: MendState,
});
export const MarkItemsReply = z.object({ changed: z.int() });

/** A record to be looked at without being stored. */
const Said = z.string().max(2000).optional();
export const CheckBody = z.object({
  ...{ civility: Said, givenName: Said, familyName: Said, email: Said, phone: Said, birthDate: Said },
  ...{ street: Said, postcode: Said, city: Said, country: Said },
});
export const CheckReply = z.object({
  civility: z.string(),
  givenName: z.string(),
  familyName: z.string(),
  gender: z
    .object({ gender: z.enum(['m', 'f']), confidence: z.number(), from: z.enum(['list', 'base', 'both']) })
    .nullable()
    .describe('Deduced from the given name, never declared.'),
  email: z.string().nullable(),
  mailbox: z.string().nullable().describe('Canonical form, for matching.'),
  phone: z
    .object({ number: z.string(), country: z.string(), kind: z.string(), tariff: z.string() })
    .nullable(),
  address: z
    .object({ lines: z.array(z.string()), country: z.string(), deliverability: z.string() })
    .nullable(),
  findings: z.array(
    z.object({ field: z.string(), rule: z.string(), proposal: z.string().nullable(), label: Words }),
  ),
});
export type CheckReply = z.infer<typeof CheckReply>;
