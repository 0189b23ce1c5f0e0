import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newToken } from '../ids/index.ts';
import { isRunning, type ProcessIdentity, thisProcess } from './process-identity.ts';

/** Thrown when another process has the folder; its message tells people which and what to do. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(
      `The data folder ${folder} is open in another process (${pid}). Stop that one first, use its web interface, or name another folder with --data.`,
    );
    this.pid = pid;
  }
}

const isCode = (error: unknown, code: string) =>
  error instanceof Error && 'code' in error && error.code === code;

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function ownerOf(content: string): ProcessIdentity | undefined {
  const [pid, startedAt] = content.split('\n');
  return pid === undefined || startedAt === undefined ? undefined : { pid: Number(pid), startedAt };
}

/** Puts a finished file in place unless something is there: a lock is whole from the moment it exists. */
function putInPlace(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * Takes a dead owner's lock away. Two processes may see the same dead one: what was moved away is looked at, and put
 * back when it turns out to be somebody's fresh lock.
 */
function removeStale(lock: string, stale: string): void {
  const aside = `${lock}.${newToken(6)}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (readFileSync(aside, 'utf8') !== stale) putInPlace(aside, lock);
  rmSync(aside);
}

/**
 * Locks a folder for this process by `chacun.lock` in it: who has it, by process number and start time. The lock of a
 * process that is no more is taken over. Throws `FolderInUse` when a living one has it, this one included.
 * Containers do not see each other's processes: give each its own folder.
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, 'chacun.lock');
  const self = thisProcess();
  const content = `${self.pid}\n${self.startedAt}\n`;
  const draft = `${lock}.${newToken(6)}`;
  writeFileSync(draft, content, { flag: 'wx', mode: 0o644 });
  try {
    while (!putInPlace(draft, lock)) {
      const found = readIfThere(lock);
      if (found === undefined) continue;
      const owner = ownerOf(found);
      if (owner !== undefined && isRunning(owner)) throw new FolderInUse(folder, owner.pid);
      removeStale(lock, found);
    }
  } finally {
    unlinkSync(draft);
  }
  return () => {
    if (readIfThere(lock) === content) rmSync(lock);
  };
}
