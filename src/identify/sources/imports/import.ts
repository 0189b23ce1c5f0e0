import type { Database, DatabaseServer } from '#platform/database';
import type { Clock } from '#platform/clock';
import type { Events } from '#platform/events';
import type { Warehouse } from '#platform/warehouse';
import type { Mapping } from '../mapping/mapping.ts';

export type ImportState = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled' | 'undoing' | 'undone';

/** What became of the lines of a file. Always read = accepted + rejected + duplicate; repeats are among the others. */
export type ImportCounts = {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  /** Lines already known from this source, or repeats that were asked to be dropped. */
  readonly duplicate: number;
  /** Lines whose content occurred before in the same file. */
  readonly repeats: number;
};

export function addCounts(one: ImportCounts, other: ImportCounts): ImportCounts {
  return {
    read: one.read + other.read,
    accepted: one.accepted + other.accepted,
    rejected: one.rejected + other.rejected,
    duplicate: one.duplicate + other.duplicate,
    repeats: one.repeats + other.repeats,
  };
}

export type ImportOptions = {
  /** Counts and rejects only: nothing is stored. */
  readonly dryRun: boolean;
  /** Lines whose content occurred before in the same file are left out. */
  readonly dropRepeats: boolean;
};

/** An import as it is stored: a file, how it is read, how far it has come. */
export type Import = ImportCounts & {
  readonly importId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly mappingId: number;
  readonly mapping: Mapping;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly fileSha256: string;
  readonly options: ImportOptions;
  /** Accepted lines about people who were erased: their facts are nobody's, nothing else is stored. */
  readonly erased: number;
  readonly state: ImportState;
  readonly error: string | null;
  readonly jobId: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly undoneAt: Date | null;
};

/** What running an import uses. `folder` keeps the files. */
export type ImportNeeds = {
  readonly database: DatabaseServer;
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  readonly events: Events;
  readonly folder: string;
};

export type StoreNeeds = { readonly db: Database; readonly clock: Clock };

/** How far a running import has come. */
export type ImportProgress = ImportCounts & { readonly bytes: number; readonly bytesTotal: number };

/** Hears of progress, after each chunk and now and then within one. */
export type OnProgress = (progress: ImportProgress) => void | Promise<void>;
