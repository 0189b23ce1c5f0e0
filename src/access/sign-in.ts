import type { Clock } from '../platform/clock/index.ts';
import type { Database } from '../platform/database/index.ts';
import { type Outcome, refuse } from '../platform/errors/index.ts';
import { newToken, sha256 } from '../platform/ids/index.ts';
import { findCredentials } from './account.store.ts';
import { isPassword } from './password.ts';
import {
  clearAttempts,
  countAttempts,
  deleteExpiredSessions,
  insertSession,
  recordAttempt,
} from './session.store.ts';

/** A session lasts twelve hours: one working day. */
const sessionMilliseconds = 12 * 3_600_000;
const windowMilliseconds = 15 * 60_000;
const attemptsMax = { account: 5, address: 30 };

export type SignedIn = { readonly token: string; readonly accountId: number; readonly expiresAt: Date };

/**
 * Opens a session for an e-mail and password. Refuses a wrong pair without saying which is wrong, and after five failures
 * on an account (thirty from one address) in fifteen minutes refuses all until the window has passed.
 */
export async function signIn(
  request: { email: string; password: string; ip: string },
  needs: { db: Database; clock: Clock },
): Promise<Outcome<SignedIn>> {
  const { db, clock } = needs;
  const at = clock.now();
  const subjects = {
    account: `account:${sha256(request.email.toLowerCase())}`,
    address: `address:${request.ip}`,
  };
  const failures = await countAttempts(
    db,
    Object.values(subjects),
    new Date(at.getTime() - windowMilliseconds),
  );
  const over = failures.some(
    ({ subject, attempts }) =>
      attempts >= (subject === subjects.account ? attemptsMax.account : attemptsMax.address),
  );
  if (over) {
    return refuse(
      'too-many',
      'too-many-sign-ins',
      'Too many failed sign-ins. Wait fifteen minutes, then try again.',
      { retryAfterSeconds: windowMilliseconds / 1000 },
    );
  }
  const account = await findCredentials(db, request.email);
  if (!(await isPassword(account?.passwordHash, request.password)) || account === undefined) {
    await recordAttempt(db, Object.values(subjects), at);
    return refuse('unauthenticated', 'wrong-credentials', 'This e-mail and password do not go together.');
  }
  await clearAttempts(db, subjects.account);
  await deleteExpiredSessions(db, at);
  const token = newToken();
  const expiresAt = new Date(at.getTime() + sessionMilliseconds);
  await insertSession(db, { tokenHash: sha256(token), accountId: account.accountId, at, expiresAt });
  return { token, accountId: account.accountId, expiresAt };
}
