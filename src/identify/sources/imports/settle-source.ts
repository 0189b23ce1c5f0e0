import { findLastChunks } from './chunks.store.ts';
import type { Import, ImportNeeds } from './import.ts';
import { findImport, findInterrupted } from './imports.store.ts';
import { dropLineNotes } from './known-lines.warehouse.ts';
import { replayChunk } from './replay-chunk.ts';
import { takeBack } from './take-back.ts';

/**
 * Brings to a clean end what a crash left half done in a source by other imports: a chunk not wholly in the warehouse, or a
 * half-finished undo. Until then nobody can tell which of its lines are known. Call holding the source.
 */
export async function settleSource(
  current: Pick<Import, 'importId' | 'sourceId'>,
  needs: ImportNeeds,
): Promise<void> {
  const { db } = needs.database;
  for (const { importId, state } of await findInterrupted(db, current)) {
    const other = await findImport(db, importId);
    if (other === undefined) continue;
    if (state === 'undoing') {
      await takeBack(other, needs);
      continue;
    }
    const { planned } = await findLastChunks(db, importId);
    for (const chunk of planned) await replayChunk(other, chunk, needs);
    if (state === 'cancelled') await dropLineNotes(needs.warehouse, importId);
  }
}
