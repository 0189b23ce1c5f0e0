import { inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import type { StoreNeeds } from './imports/import.ts';
import type { Mapping } from './mapping/mapping.ts';
import { lockSource, selectVersions } from './receipts/receipts.store.ts';
import { findMapping, insertMapping, type StoredMapping } from './sources.store.ts';

/**
 * Changes a saved mapping: what it was stays for the imports that used it, what it is becomes its next version. Refuses
 * another name or source, which would be another mapping, and a version that somebody has replaced meanwhile.
 */
export async function changeMapping(
  input: { readonly mappingId: number; readonly definition: Mapping },
  needs: StoreNeeds,
): Promise<Outcome<StoredMapping>> {
  const { mappingId, definition } = input;
  return inTransaction(needs.db, async (trx) => {
    const before = await findMapping(trx, mappingId);
    if (before === undefined)
      return refuse('not-found', 'no-such-mapping', `There is no mapping ${mappingId}.`);
    if (definition.name !== before.name || definition.source !== before.sourceName)
      return refuse(
        'invalid',
        'mapping-renamed',
        `Mapping ${mappingId} is "${before.name}" of ${before.sourceName}. Save one of another name or source as a new mapping.`,
      );
    await lockSource(trx, before.sourceId);
    const [latest] = await selectVersions(trx, mappingId);
    if (latest !== undefined && latest.version > before.version)
      return refuse(
        'conflict',
        'mapping-changed-meanwhile',
        `Somebody has saved version ${latest.version} of "${before.name}". Look at it, then change that one.`,
        { mappingId: latest.mappingId },
      );
    return insertMapping(trx, { sourceId: before.sourceId, definition, at: needs.clock.now() });
  });
}
