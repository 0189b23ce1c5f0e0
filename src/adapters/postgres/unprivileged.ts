import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** How a program is run as somebody who is not root: words put before it, or another user for it. */
export type Unprivileged = {
  readonly before: readonly string[];
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
};

const inNamespace = ['unshare', '--user', '--map-user=65534', '--map-group=65534'];

/**
 * PostgreSQL refuses to run as root. There, it runs in a user namespace where root is somebody else (its files stay
 * root's, any folder will do); where namespaces are forbidden, as `postgres` or `nobody`, who must be able to reach the folder.
 */
export function unprivileged(): Unprivileged {
  if (process.getuid?.() !== 0) return { before: [], user: undefined };
  const [command = '', ...options] = inNamespace;
  if (spawnSync(command, [...options, 'true']).status === 0) return { before: inNamespace, user: undefined };
  return { before: [], user: findUser() };
}

function findUser(): { uid: number; gid: number } {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = users.find((user) => user[0] === 'postgres') ?? users.find((user) => user[0] === 'nobody');
  if (found === undefined)
    throw new Error('Running as root without a user "postgres" or "nobody": run as an ordinary user.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The words and options that start a program so; `leashed`: the kernel ends it (SIGINT) when this process dies, however it dies. */
export function asUnprivileged(
  as: Unprivileged,
  program: readonly string[],
  leashed: boolean,
): { command: string; words: string[]; user: { uid: number; gid: number } | undefined } {
  const leash = leashed && platform() === 'linux' ? ['setpriv', '--pdeathsig=INT'] : [];
  // Becoming somebody else takes the leash off: setpriv does both, in the right order.
  const become =
    leash.length > 0 && as.user !== undefined
      ? [`--reuid=${as.user.uid}`, `--regid=${as.user.gid}`, '--clear-groups']
      : [];
  const [command = '', ...words] = [...as.before, ...leash, ...become, ...program];
  return { command, words, user: become.length > 0 ? undefined : as.user };
}
