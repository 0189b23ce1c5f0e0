import { lockIdentity, refreshConsents } from '#identify/customers';
import type { Database } from '#platform/database';
import { deleteConsentsOfImport } from './consent.store.ts';

/** Takes back the permissions an import brought, `limit` at a time (20 000); repeat until `remaining` is 0. */
export async function forgetConsentsOfImport(
  trx: Database,
  input: { readonly importId: number; readonly at: Date; readonly limit?: number },
): Promise<{ forgotten: number; remaining: number }> {
  const limit = input.limit ?? 20_000;
  await lockIdentity(trx);
  const persons = await deleteConsentsOfImport(trx, input.importId, limit);
  await refreshConsents(trx, { personIds: [...new Set(persons)], at: input.at });
  return { forgotten: persons.length, remaining: persons.length < limit ? 0 : 1 };
}
