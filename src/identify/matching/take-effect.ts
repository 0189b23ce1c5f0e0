import type { Database } from '#platform/database';
import { findModelInForce, putInForce } from './models.store.ts';
import { forgetPersons } from './forget-persons.ts';
import { removeNotedUpTo, unsettleLinked } from './pending.store.ts';
import { mergeBits, readMatchingSettings } from './settings.ts';

/**
 * Puts a model in force. Whoever was, or now is, tied to somebody is left to be clustered anew (`nextUnsettled`). `gone` are persons forgotten
 * while it was learnt; notes up to `noted` were read when it was. Under the identity lock.
 */
export async function takeEffect(
  trx: Database,
  input: { readonly modelId: number; readonly gone: readonly number[]; readonly noted: number },
): Promise<void> {
  const before = await findModelInForce(trx);
  const leastBits = mergeBits(await readMatchingSettings(trx));
  await forgetPersons(trx, input.gone);
  if (before !== undefined) await unsettleLinked(trx, { modelId: before.modelId, leastBits });
  await unsettleLinked(trx, { modelId: input.modelId, leastBits });
  await removeNotedUpTo(trx, input.noted);
  await putInForce(trx, input.modelId);
}
