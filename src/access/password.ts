import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the OWASP minimum of 19 MiB, two passes (Password Storage Cheat Sheet, 2025). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
let unknown: Promise<string> | undefined;

/** The hash to keep of a password. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether a password is the one hashed. Without a hash the same work is done, so that time does not tell who exists. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  unknown ??= hashPassword(newPassword());
  const matches = await verify(stored ?? (await unknown), password).catch(() => false);
  return matches && stored !== null && stored !== undefined;
}

/** A new password of 20 unambiguous letters and digits (115 bits). */
export function newPassword(): string {
  return Array.from({ length: 20 }, () => letters.charAt(randomInt(letters.length))).join('');
}
