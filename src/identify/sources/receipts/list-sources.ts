import { z } from 'zod';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { MappingView } from '../api.ts';
import { findMapping, listMappings, listSources, type StoredMapping } from '../sources.store.ts';
import { pageOf, readCursor } from './list-cursor.ts';
import { countMappings, countSources, selectVersions } from './receipts.store.ts';

type Page = {
  readonly search?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
};

/** A page of the sources by name, with what each has brought. */
export async function pageOfSources(db: Database, input: Page) {
  const after = readCursor(input.cursor, z.string());
  if (isRefusal(after)) return after;
  const rows = await listSources(db, { search: input.search, after, limit: input.limit + 1 });
  const item = (row: (typeof rows)[number]) => ({ ...row, createdAt: row.createdAt.toISOString() });
  const page = pageOf(rows, input.limit, { item, place: (row) => row.name });
  return { ...page, total: await countSources(db, input.search) };
}

/** A page of the saved mappings, the latest version of each, by source and name. */
export async function pageOfMappings(db: Database, input: Page & { readonly sourceId?: number | undefined }) {
  const after = readCursor(input.cursor, z.tuple([z.string(), z.string()]));
  if (isRefusal(after)) return after;
  const { search, sourceId, limit } = input;
  const rows = await listMappings(db, { search, sourceId, after, limit: limit + 1 });
  const page = pageOf(rows, limit, { item: mappingView, place: (row) => [row.sourceName, row.name] });
  return { ...page, total: await countMappings(db, input) };
}

/** One mapping in one version, and which others there are. */
export async function mappingPage(db: Database, mappingId: number) {
  const found = await storedMapping(db, mappingId);
  if (isRefusal(found)) return found;
  const versions = await selectVersions(db, mappingId);
  return {
    ...mappingView(found),
    versions: versions.map((each) => ({ ...each, createdAt: each.createdAt.toISOString() })),
  };
}

export async function storedMapping(db: Database, mappingId: number): Promise<Outcome<StoredMapping>> {
  const found = await findMapping(db, mappingId);
  return found ?? refuse('not-found', 'no-such-mapping', `There is no mapping ${mappingId}.`);
}

export function mappingView({ definition, createdAt, ...stored }: StoredMapping): MappingView {
  return { ...stored, createdAt: createdAt.toISOString(), mapping: definition };
}
