import { forgetCatalogueOfImport } from '#identify/catalogue';
import { forgetConsentsOfImport } from '#identify/consent';
import { forgetPeopleOfImport } from '#identify/customers';
import { forgetFactsOfImport } from '#identify/history';
import { inTransaction } from '#platform/database';
import { deleteChunks } from './chunks.store.ts';
import type { Import, ImportNeeds } from './import.ts';
import { moveImport } from './imports.store.ts';
import { dropLineNotes } from './known-lines.warehouse.ts';

/**
 * Takes everything an import stored out of both engines, people last and some at a time; its row stays, as undone. Every step
 * bears being done again: cut off, it is taken up by whoever next works on the source. Call holding the source.
 */
export async function takeBack(current: Pick<Import, 'importId'>, needs: ImportNeeds): Promise<void> {
  const { importId } = current;
  const { database, warehouse, clock } = needs;
  const at = clock.now();
  await forgetFactsOfImport(warehouse, { importId });
  await dropLineNotes(warehouse, importId);
  await inTransaction(database.db, async (trx) => {
    await forgetConsentsOfImport(trx, { importId, at });
    await forgetCatalogueOfImport(trx, { importId, at });
    await deleteChunks(trx, importId);
  });
  for (let remaining = 1; remaining > 0; )
    remaining = await inTransaction(database.db, async (trx) => {
      const answer = await forgetPeopleOfImport(trx, { importId, at });
      return answer.remaining;
    });
  await inTransaction(database.db, async (trx) => {
    await moveImport(trx, importId, { from: ['undoing'], to: 'undone', undoneAt: at });
    await needs.events.say(trx, 'import.undone', { importId });
  });
}
