import { timingSafeEqual } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { z } from 'zod';
import { type DataFolder, writeFileAtomically } from '../platform/files/index.ts';
import type { Actor } from '../platform/http/index.ts';
import { newToken, sha256 } from '../platform/ids/index.ts';

/** Whoever can read the data folder is its administrator. */
export const commandLine: Actor = { kind: 'user', id: 0, name: 'command line', role: 'admin' };

const LocalAccess = z.object({ pid: z.int(), address: z.url(), token: z.string().min(43) });

/** How commands of this machine ask the server that has the data folder: where it listens, and the secret of this one start. */
export type LocalAccess = z.infer<typeof LocalAccess>;

/** A door for commands of this machine, open as long as the server runs. */
export type LocalDoor = {
  /** The command line, when a request carries the secret. */
  admit(authorization: string | undefined): Actor | undefined;
  open(folder: DataFolder, address: string): Promise<void>;
  close(folder: DataFolder): Promise<void>;
};

/**
 * Makes the door of one start of the server. Its secret is in a file of the data folder that only its owner can read, and in memory:
 * never in logs, and of no use after the server's end.
 */
export function createLocalDoor(): LocalDoor {
  const token = newToken(32);
  const expected = Buffer.from(sha256(`Bearer ${token}`));
  return {
    admit: (authorization) =>
      authorization !== undefined && timingSafeEqual(Buffer.from(sha256(authorization)), expected)
        ? commandLine
        : undefined,
    open: (folder, address) =>
      writeFileAtomically(folder.serving, `${JSON.stringify({ pid: process.pid, address, token })}\n`),
    close: (folder) => rm(folder.serving, { force: true }),
  };
}

/** The door of the process that has the folder; undefined when it is not a server, or is not listening yet. */
export async function findLocalAccess(folder: DataFolder, pid: number): Promise<LocalAccess | undefined> {
  const text = await readFile(folder.serving, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const read = LocalAccess.safeParse(parseJson(text));
  // A server that was killed leaves its file: the folder may be another process's now.
  return read.success && read.data.pid === pid ? read.data : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
