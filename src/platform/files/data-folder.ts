import { constants } from 'node:fs';
import { access, chmod, readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { newToken } from '../ids/index.ts';
import { makeFolder } from './make-folder.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Where everything of an installation lives. */
export type DataFolder = {
  readonly path: string;
  readonly postgres: string;
  readonly warehouse: string;
  /** Files of people: uploads, error files, exports. */
  readonly files: string;
  readonly secrets: string;
  /** How this machine's commands ask the server that runs now; gone when it ends. */
  readonly serving: string;
};

/** The places in a data folder, whether it is there or not. */
export function dataFolderAt(path: string): DataFolder {
  const at = (name: string) => join(path, name);
  return {
    ...{ path, postgres: at('postgres'), warehouse: at('warehouse'), files: at('files') },
    secrets: at('secrets.json'),
    serving: at('serving.json'),
  };
}

/** Thrown when a data folder cannot be used; its message tells people why and what to do. */
export class FolderNotWritable extends Error {
  override readonly name = 'FolderNotWritable';
  constructor(path: string, cause: unknown) {
    const why = cause instanceof Error ? cause.message : String(cause);
    super(
      `The data folder ${path} cannot be written (${why}). Give it to this user, or name another with --data.`,
      { cause },
    );
  }
}

/**
 * Makes a data folder ready. The folder itself can be walked through (PostgreSQL may run as somebody else when we are
 * root) but not listed; what is in it opens for its owner only. Throws `FolderNotWritable` when it cannot be written.
 */
export async function prepareDataFolder(path: string): Promise<DataFolder> {
  const folder = dataFolderAt(path);
  try {
    await makeFolder(path, 0o711);
    for (const own of [folder.files, folder.warehouse]) await makeFolder(own, 0o700);
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new FolderNotWritable(path, error);
  }
  return folder;
}

const Secrets = z.object({ signing: z.string().min(43) });
export type Secrets = z.infer<typeof Secrets>;

/** Reads the installation's secrets, making them the first time. Whoever has them can forge links: they stay 0600. */
export async function readSecrets(folder: DataFolder): Promise<Secrets> {
  const text = await readFile(folder.secrets, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) {
    const secrets = { signing: newToken(32) };
    await writeFileAtomically(folder.secrets, `${JSON.stringify(secrets)}\n`);
    return secrets;
  }
  await chmod(folder.secrets, 0o600);
  const read = Secrets.safeParse(parseJson(text));
  if (!read.success)
    throw new Error(
      `${folder.secrets} is damaged. Put it back from a backup: links already sent depend on it.`,
    );
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Bytes free for this user and in all on the disk of a folder. */
export async function readDiskSpace(path: string): Promise<{ freeBytes: number; totalBytes: number }> {
  const disk = await statfs(path);
  return { freeBytes: disk.bavail * disk.bsize, totalBytes: disk.blocks * disk.bsize };
}

/** What others may do with the folder's secrets and files; empty when nothing. */
export async function findOpenRights(folder: DataFolder): Promise<string[]> {
  const open: string[] = [];
  for (const path of [folder.secrets, folder.serving, folder.files, folder.postgres, folder.warehouse]) {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && (found.mode & 0o077) !== 0) open.push(path);
  }
  return open;
}
