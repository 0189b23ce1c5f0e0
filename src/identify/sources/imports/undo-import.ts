import { type Outcome, refuse } from '#platform/errors';
import type { Import, ImportNeeds } from './import.ts';
import { findImport, moveImport } from './imports.store.ts';
import { settleSource } from './settle-source.ts';
import { takeBack } from './take-back.ts';
import { trySource } from './with-source.ts';

/**
 * Undoes an import: its facts, records, consents and products go, customers are derived anew, and its file can be imported
 * again. Refuses while the source is being imported, and an import that is undone already.
 */
export async function undoImport(
  input: { readonly importId: number },
  needs: ImportNeeds,
): Promise<Outcome<Import>> {
  const { importId } = input;
  const { db } = needs.database;
  const found = await findImport(db, importId);
  if (found === undefined) return refuse('not-found', 'no-such-import', `There is no import ${importId}.`);
  if (found.state === 'undone')
    return refuse('conflict', 'import-already-undone', `Import ${importId} is undone already.`);
  const turn = await trySource(needs.database, found.sourceId, async () => {
    await settleSource(found, needs);
    const from = ['waiting', 'running', 'done', 'failed', 'cancelled', 'undoing'] as const;
    if (!(await moveImport(db, importId, { from, to: 'undoing' }))) return;
    await takeBack(found, needs);
  });
  if (turn === undefined)
    return refuse(
      'conflict',
      'source-busy',
      `Files of ${found.sourceName} are being imported. Wait until that ends, or cancel it, then undo import ${importId}.`,
    );
  return (await findImport(db, importId)) ?? found;
}
