import { z } from 'zod';
import { Condition, Mapping, Value } from './mapping/mapping.ts';
import { FileFormat } from './reading/format.ts';

export { type ColumnReference, type MappedRecord, Mapping, Value } from './mapping/mapping.ts';
export { type FieldRule, type FieldType, type RecordKind, recordKinds } from './mapping/record-kinds.ts';
export { Encoding, FileFormat } from './reading/format.ts';

const Id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const limit = z.coerce.number().int().min(1).max(200).default(50);
const search = z.string().trim().max(200).optional();
const cursor = z.string().max(1000).optional();

/** A file is named by the SHA-256 of its content: the same content sent twice is the same file. */
export const FileId = z.string().regex(/^[0-9a-f]{64}$/, 'A file is named by 64 hexadecimal digits.');

/** Largest file the API takes, in bytes. */
export const uploadBytesMax = 5_000_000_000;

export const UploadParams = z.object({ fileId: FileId });
export const UploadView = z.object({
  fileId: FileId,
  name: z.string(),
  bytes: z.number(),
  uploadedAt: z.iso.datetime(),
});
export type UploadView = z.infer<typeof UploadView>;

/** Why a line would be refused: where, what it says there, and what is wrong with it. */
export const LineProblem = z.object({
  line: z.number(),
  column: z.string().nullable(),
  /** What the column holds in that line, shortened; null when the whole line is at fault. */
  value: z.string().nullable(),
  /** Stable and kebab-case: `bad-date`, `broken-quotes`. */
  code: z.string(),
  message: z.string(),
});
export type LineProblem = z.infer<typeof LineProblem>;

/** From 0 (a mere default) to 1 (the file says so itself). */
const confidence = z.number().min(0).max(1);

/** Without a format the file is looked at; with one, the sample is read again as it says. */
export const DetectBody = z.object({ format: FileFormat.optional() });
export const DetectReply = z.object({
  format: FileFormat,
  /** How sure each part of the format is; `delimiter` and `header` say nothing for files that have none. */
  confidence: z.object({
    kind: confidence,
    encoding: confidence,
    delimiter: confidence,
    header: confidence,
    decimal: confidence,
    date: confidence,
  }),
  columns: z.array(z.string()),
  /** The first rows, values in the order of `columns`. */
  rows: z.array(z.object({ line: z.number(), values: z.array(z.string()) })),
  /** Lines of the sample that cannot be read this way. */
  problems: z.array(LineProblem),
});
export type DetectReply = z.infer<typeof DetectReply>;

export const GuessableKind = z.enum(['person', 'orderLine', 'product', 'consent', 'contact', 'event']);
export type GuessableKind = z.infer<typeof GuessableKind>;

/** What a column seems to be. */
export const ColumnGuess = z.object({
  column: z.string(),
  /** Distinct values of the sample that are not empty, at most five. */
  samples: z.array(z.string()),
  /** A column may serve several records: a card is a person's key, and the buyer of her orders. */
  targets: z.array(z.object({ kind: z.string(), field: z.string() })),
  confidence,
  /** What told it: its name, its values, both, or a mapping saved before. */
  from: z.enum(['name', 'values', 'both', 'saved', 'nothing']),
});
export type ColumnGuess = z.infer<typeof ColumnGuess>;

/** A mapping that may still lack required fields: `missing` says which. */
export const DraftMapping = z.object({
  name: z.string(),
  source: z.string(),
  format: FileFormat,
  records: z.array(
    z.object({
      kind: z.string(),
      when: z.array(Condition).optional(),
      fields: z.record(z.string(), Value),
      other: z.union([z.literal('unmapped'), z.record(z.string(), Value)]).optional(),
    }),
  ),
});
export type DraftMapping = z.infer<typeof DraftMapping>;

export const GuessBody = z.object({
  format: FileFormat,
  /** Whose customer keys these are; from the file's name when left out. */
  source: z.string().trim().min(1).max(100).optional(),
  /** What the lines are, where the guess was wrong. */
  kind: GuessableKind.optional(),
});
export const GuessReply = z.object({
  /** The saved mapping whose columns this file has, when there is one: then `mapping` is it. */
  saved: z.object({ mappingId: z.number(), name: z.string(), version: z.number() }).nullable(),
  kind: GuessableKind.nullable(),
  kindConfidence: confidence,
  mapping: DraftMapping,
  columns: z.array(ColumnGuess),
  missing: z.array(z.object({ kind: z.string(), field: z.string() })),
});
export type GuessReply = z.infer<typeof GuessReply>;

export const CheckBody = z.object({
  mapping: Mapping,
  /** Lines to read from the start of the file. */
  lines: z.number().int().min(1).max(20_000).default(2000),
  /** How many records and refused lines to show. */
  show: z.number().int().min(1).max(200).default(20),
});
export const CheckReply = z.object({
  /** Of the lines looked at; whether they are already known is only told by a dry run. */
  read: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  /** Whether the file ended within the lines looked at. */
  whole: z.boolean(),
  columns: z.array(z.string()),
  first: z.array(
    z.object({
      line: z.number(),
      records: z.array(
        z.object({
          kind: z.string(),
          fields: z.record(z.string(), z.string()),
          other: z.record(z.string(), z.string()),
        }),
      ),
    }),
  ),
  problems: z.array(LineProblem),
  reasons: z.array(z.object({ code: z.string(), column: z.string().nullable(), lines: z.number() })),
});
export type CheckReply = z.infer<typeof CheckReply>;

export const ImportStateShape = z.enum([
  'waiting',
  'running',
  'done',
  'failed',
  'cancelled',
  'undoing',
  'undone',
]);

/** An import. Always read = accepted + rejected + duplicate; repeats are among the others. */
export const ImportView = z.object({
  importId: z.number(),
  sourceId: z.number(),
  sourceName: z.string(),
  mappingId: z.number(),
  mappingName: z.string(),
  fileId: FileId,
  fileName: z.string(),
  fileBytes: z.number(),
  dryRun: z.boolean(),
  dropRepeats: z.boolean(),
  state: ImportStateShape,
  read: z.number(),
  accepted: z.number(),
  rejected: z.number(),
  duplicate: z.number(),
  repeats: z.number(),
  /** Accepted lines about people who were erased: their facts are nobody's, nothing else is stored. */
  erased: z.number(),
  /** Why it failed, in words. */
  error: z.string().nullable(),
  /** The job that runs it: its progress in bytes, with the counts, is at /api/v1/jobs/{jobId}. */
  jobId: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  undoneAt: z.iso.datetime().nullable(),
});
export type ImportView = z.infer<typeof ImportView>;

/** Either a saved mapping or a new one, which is saved. */
export const StartImportBody = z
  .object({
    fileId: FileId,
    mappingId: Id.optional(),
    mapping: Mapping.optional(),
    /** Counts and refused lines only: nothing is stored. */
    dryRun: z.boolean().default(false),
    /** Leave out lines whose content occurred before in the same file. */
    dropRepeats: z.boolean().default(false),
  })
  .refine(({ mapping, mappingId }) => (mapping === undefined) !== (mappingId === undefined), {
    message: 'Give either mappingId or mapping.',
  });

export const ImportParams = z.object({ importId: Id });
export const ImportSort = z.enum(['newest', 'oldest']);
export const ListImportsQuery = z.object({
  /** Words of the file's name or the source's. */
  search,
  sourceId: Id.optional(),
  state: ImportStateShape.optional(),
  sort: ImportSort.default('newest'),
  limit,
  cursor,
});
export const ListImportsReply = z.object({
  items: z.array(ImportView),
  nextCursor: z.string().nullable(),
  total: z.number(),
});

/** An import's receipt: how it was read, and why lines were refused. */
export const ImportReceiptView = ImportView.extend({
  mapping: Mapping,
  mappingVersion: z.number(),
  reasons: z.array(z.object({ code: z.string(), column: z.string().nullable(), lines: z.number() })),
});
export type ImportReceiptView = z.infer<typeof ImportReceiptView>;

export const ListRejectsQuery = z.object({ limit, cursor });
export const ListRejectsReply = z.object({
  items: z.array(LineProblem.omit({ value: true }).extend({ values: z.array(z.string()) })),
  nextCursor: z.string().nullable(),
  total: z.number(),
});

export const UndoReply = z.object({ importId: z.number(), jobId: z.string() });

export const SourceView = z.object({
  sourceId: z.number(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  imports: z.number(),
  persons: z.number(),
  mappings: z.number(),
});
export const ListSourcesQuery = z.object({ search, limit, cursor });
export const ListSourcesReply = z.object({
  items: z.array(SourceView),
  nextCursor: z.string().nullable(),
  total: z.number(),
});

export const MappingView = z.object({
  mappingId: z.number(),
  sourceId: z.number(),
  sourceName: z.string(),
  name: z.string(),
  version: z.number(),
  createdAt: z.iso.datetime(),
  mapping: Mapping,
});
export type MappingView = z.infer<typeof MappingView>;
export const MappingParams = z.object({ mappingId: Id });
export const ListMappingsQuery = z.object({ search, sourceId: Id.optional(), limit, cursor });
export const ListMappingsReply = z.object({
  items: z.array(MappingView),
  nextCursor: z.string().nullable(),
  total: z.number(),
});
export const MappingPageView = MappingView.extend({
  versions: z.array(z.object({ mappingId: z.number(), version: z.number(), createdAt: z.iso.datetime() })),
});
