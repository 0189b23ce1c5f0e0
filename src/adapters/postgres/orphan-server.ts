import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds a server is given to end: politely (it writes out what it has), then at once. */
const endWithin = { politely: 30_000, atOnce: 10_000 };

function commandOf(pid: number): string {
  try {
    if (existsSync('/proc/self/cmdline'))
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  } catch {
    return '';
  }
}

/** The server running on exactly this folder: a process number used again by another program is not it. */
function findServer(data: string): number | undefined {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return commandOf(pid).includes(` -D ${data} `) ? pid : undefined;
}

async function hasEnded(pid: number, withinMs: number): Promise<boolean> {
  for (let waited = 0; waited < withinMs; waited += 20) {
    if (commandOf(pid) === '') return true;
    await pause(20);
  }
  return false;
}

/** Ends a server: SIGINT lets it write out and close, SIGQUIT drops everything (its journal repairs that at the next start). */
export async function endServer(pid: number): Promise<void> {
  for (const [signal, within] of [
    ['SIGINT', endWithin.politely],
    ['SIGQUIT', endWithin.atOnce],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await hasEnded(pid, within)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end. End it yourself, then start again.`);
}

/**
 * Ends the server an earlier process of ours left behind on this folder, so that there is never a second one. Ended
 * rather than attached to: the one started next is on our leash, and its end is seen.
 */
export async function endOrphan(data: string): Promise<void> {
  const pid = findServer(data);
  if (pid !== undefined) await endServer(pid);
  // PostgreSQL itself trusts a number that lives, whosever it is now.
  else rmSync(join(data, 'postmaster.pid'), { force: true });
}
