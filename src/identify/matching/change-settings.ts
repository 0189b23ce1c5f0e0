import type { Database } from '#platform/database';
import type { MatchingSettings } from './api.ts';
import { findModelInForce } from './models.store.ts';
import { unsettleLinked } from './pending.store.ts';
import { mergeBits, readMatchingSettings, saveMatchingSettings } from './settings.ts';

/**
 * Changes thresholds, or switches matching on or off. Whoever is tied by pairs that change sides is left to be clustered anew. Under the identity
 * lock. Answers whether anything changed.
 */
export async function changeMatchingSettings(
  trx: Database,
  input: { readonly settings: MatchingSettings; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const before = await readMatchingSettings(trx);
  const { settings } = input;
  if (JSON.stringify(before) === JSON.stringify(settings)) return false;
  await saveMatchingSettings(trx, input);
  const model = await findModelInForce(trx);
  const [was, is] = [mergeBits(before), mergeBits(settings)];
  if (model !== undefined && was !== is) {
    const bits = { leastBits: Math.min(was, is), below: Math.max(was, is) };
    await unsettleLinked(trx, { modelId: model.modelId, ...bits });
  }
  return true;
}
