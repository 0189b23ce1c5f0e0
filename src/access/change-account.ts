import type { Clock } from '../platform/clock/index.ts';
import { type Database, inTransaction } from '../platform/database/index.ts';
import { type Outcome, refuse } from '../platform/errors/index.ts';
import {
  type AccountRow,
  countOtherAdmins,
  findAccount,
  findCredentials,
  updateAccount,
} from './account.store.ts';
import { hashPassword, isPassword, newPassword } from './password.ts';
import type { Role } from './role.ts';
import { deleteSessionsOf } from './session.store.ts';

export type AccountChange = {
  readonly name?: string | undefined;
  readonly role?: Role | undefined;
  readonly disabled?: boolean | undefined;
  readonly resetPassword?: true | undefined;
};

/** Changes an account as an administrator does. Refuses to shut out the last administrator; disabling or a reset ends its sessions. */
export function changeAccount(
  accountId: number,
  change: AccountChange,
  needs: { db: Database; clock: Clock },
): Promise<Outcome<AccountRow & { password: string | null }>> {
  return inTransaction(needs.db, async (db) => {
    const account = await findAccount(db, accountId);
    if (account === undefined)
      return refuse('not-found', 'no-such-account', `There is no account ${accountId}.`);
    const leaves = change.disabled === true || (change.role !== undefined && change.role !== 'admin');
    if (account.role === 'admin' && leaves && (await countOtherAdmins(db, accountId)) === 0) {
      return refuse(
        'conflict',
        'last-admin',
        'This is the last administrator: give somebody else the role first.',
      );
    }
    const password = change.resetPassword === true ? newPassword() : null;
    const changed = await updateAccount(db, accountId, {
      name: change.name,
      role: change.role,
      disabledAt: change.disabled === undefined ? undefined : change.disabled ? needs.clock.now() : null,
      passwordHash: password === null ? undefined : await hashPassword(password),
    });
    if (change.disabled === true || password !== null) await deleteSessionsOf(db, accountId);
    return { ...(changed ?? account), password };
  });
}

/** Changes one's own name, language or password; a new password ends one's other sessions. */
export async function changeMe(
  accountId: number,
  change: {
    name?: string | undefined;
    language?: string | undefined;
    password?: { current: string; next: string } | undefined;
  },
  needs: { db: Database; sessionHash: string },
): Promise<Outcome<AccountRow>> {
  const account = await findAccount(needs.db, accountId);
  if (account === undefined)
    return refuse('not-found', 'no-such-account', `There is no account ${accountId}.`);
  if (change.password !== undefined) {
    const stored = await findCredentials(needs.db, account.email);
    if (!(await isPassword(stored?.passwordHash, change.password.current))) {
      return refuse('invalid', 'wrong-password', 'The current password is not right.');
    }
  }
  const passwordHash = change.password === undefined ? undefined : await hashPassword(change.password.next);
  const changed = await updateAccount(needs.db, accountId, {
    name: change.name,
    language: change.language,
    passwordHash,
  });
  if (passwordHash !== undefined) await deleteSessionsOf(needs.db, accountId, needs.sessionHash);
  return changed ?? account;
}
