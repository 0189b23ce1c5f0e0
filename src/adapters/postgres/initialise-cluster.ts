import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './postgres-binaries.ts';
import { asUnprivileged, type Unprivileged } from './unprivileged.ts';

/** What PostgreSQL's programs see of the environment: nothing that changes what they say or do. */
export const serverEnvironment = () => ({ PATH: process.env['PATH'], LC_ALL: 'C' });

/**
 * Makes the folder of a new cluster, unless there is one. It is made beside its place and moved there when it is
 * whole: one that was cut short is thrown away and made again.
 */
export async function initialiseCluster(
  binaries: Binaries,
  folder: string,
  as: Unprivileged,
): Promise<string> {
  const data = join(folder, 'data');
  if (existsSync(join(data, 'PG_VERSION'))) return data;
  const draft = join(folder, 'data.new');
  const passwordFile = join(folder, 'password');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  if (as.user !== undefined)
    for (const path of [folder, draft, passwordFile]) chownSync(path, as.user.uid, as.user.gid);
  const program = [
    ...[binaries.initdb, '-D', draft, '-U', 'chacun', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
    ...['--encoding=UTF8', '--locale-provider=icu', '--icu-locale=fr-FR', '--locale=C'],
  ];
  const { command, words, user } = asUnprivileged(as, program, false);
  try {
    await promisify(execFile)(command, words, { ...user, cwd: '/', env: serverEnvironment() });
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const why = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    throw new Error(`PostgreSQL could not make its data in ${folder}: ${why.trim()}`, { cause: error });
  }
  renameSync(draft, data);
  return data;
}
