import type { Clock } from '../platform/clock/index.ts';
import type { Database } from '../platform/database/index.ts';
import { type Outcome, refuse } from '../platform/errors/index.ts';
import { type AccountRow, insertAccount } from './account.store.ts';
import { hashPassword, newPassword } from './password.ts';
import type { Role } from './role.ts';

/** Adds somebody who may sign in; the password is given back this once. Refuses an e-mail that has an account. */
export async function addAccount(
  request: { email: string; role: Role; name?: string | undefined; language?: 'fr' | 'en' },
  needs: { db: Database; clock: Clock },
): Promise<Outcome<AccountRow & { password: string }>> {
  const password = newPassword();
  const account = await insertAccount(needs.db, {
    email: request.email,
    name: request.name ?? request.email.split('@')[0] ?? request.email,
    role: request.role,
    language: request.language ?? 'fr',
    passwordHash: await hashPassword(password),
    at: needs.clock.now(),
  });
  if (account === undefined) {
    return refuse(
      'conflict',
      'account-exists',
      `${request.email} has an account already. Change its role or reset its password instead.`,
    );
  }
  return { ...account, password };
}
