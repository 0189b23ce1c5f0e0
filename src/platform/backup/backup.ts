import { z } from 'zod';

/** The shape of a backup file; a program that knows only smaller numbers refuses it. */
export const backupFormat = 1;

/** First in the file: what it is, before anything has to be trusted. Numbers are the last migrations applied. */
export const BackupHead = z.object({
  program: z.literal('chacun'),
  format: z.number().int(),
  createdAt: z.iso.datetime(),
  schema: z.object({ postgres: z.number().int(), clickhouse: z.number().int() }),
});
export type BackupHead = z.infer<typeof BackupHead>;

const BackupTable = z.object({
  engine: z.enum(['postgres', 'clickhouse']),
  name: z.string(),
  columns: z.array(z.string()).min(1),
  rows: z.number().int(),
  /** ClickHouse's own words for tables no migration makes. */
  create: z.string().optional(),
});
export type BackupTable = z.infer<typeof BackupTable>;

/** Last in the file: everything that must have come before it. A file without it was cut short. */
export const BackupManifest = z.object({
  tables: z.array(BackupTable),
  sequences: z.array(z.object({ name: z.string(), last: z.number().int(), called: z.boolean() })),
  files: z.array(z.string()),
  parts: z.array(z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() })),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

/** One entry of the file: a piece of a table or of a file, small enough to hold. */
export type Part = { readonly name: string; readonly bytes: Buffer };

export const headName = 'backup.json';
export const manifestName = 'manifest.json';

/** Where the pieces of something are in the file. */
export const folderOf = {
  table: (table: { engine: string; name: string }) => `${table.engine}/${table.name}`,
  file: (path: string) => `files/${path}`,
};

/** What is told while a backup is made or restored. */
export type BackupProgress = (at: { readonly what: string; readonly bytes: number }) => void;
