import { inTransaction } from '#platform/database';
import type { StoreNeeds } from './imports/import.ts';
import type { Mapping } from './mapping/mapping.ts';
import { ensureSource, insertMapping, type StoredMapping } from './sources.store.ts';

/** Keeps a mapping for its source, for every later file: a changed one as a new version, the same one as it is. */
export function saveMapping(definition: Mapping, needs: StoreNeeds): Promise<StoredMapping> {
  const at = needs.clock.now();
  return inTransaction(needs.db, async (trx) => {
    const { sourceId } = await ensureSource(trx, definition.source, at);
    return insertMapping(trx, { sourceId, definition, at });
  });
}
