import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Outcome, refuse } from '../errors/index.ts';
import { sha256 } from '../ids/index.ts';
import { BackupHead, BackupManifest, backupFormat, headName, manifestName, type Part } from './backup.ts';
import { partBytes } from './parts.ts';
import { readTar } from './tar.ts';

/** A manifest of many parts may be larger than a part. */
const entryBytesMax = Math.max(partBytes, 256 * 1024 * 1024);

/** The parts of a backup file, read as they come. */
export async function* readBackup(file: string): AsyncGenerator<Part> {
  const source = createReadStream(file);
  const gunzip = createGunzip();
  const piped = pipeline(source, gunzip);
  piped.catch(() => undefined);
  try {
    yield* readTar(gunzip, entryBytesMax);
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

export type VerifiedBackup = { readonly head: BackupHead; readonly manifest: BackupManifest };

/**
 * Reads a whole backup and checks every part against its checksum, touching nothing. Refuses a file that is not a
 * backup, is damaged or cut short, or was made by a program newer than this one.
 */
export async function verifyBackup(
  file: string,
  known: { readonly postgres: number; readonly clickhouse: number },
): Promise<Outcome<VerifiedBackup>> {
  const damaged = (why: string) =>
    refuse('invalid', 'backup-damaged', `${file} cannot be restored: ${why} Use another backup.`);
  let head: BackupHead | undefined;
  let manifest: BackupManifest | undefined;
  const sums = new Map<string, string>();
  try {
    for await (const part of readBackup(file)) {
      if (head === undefined) {
        const read = part.name === headName ? BackupHead.safeParse(parseJson(part.bytes)) : undefined;
        if (!read?.success) return damaged('it is not a backup of Chacun.');
        head = read.data;
        const newer = refuseNewer(file, head, known);
        if (newer !== undefined) return newer;
      }
      if (part.name === manifestName) manifest = BackupManifest.safeParse(parseJson(part.bytes)).data;
      else sums.set(part.name, sha256(part.bytes));
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return refuse('not-found', 'backup-not-found', `There is no file ${file}.`);
    return damaged(error instanceof Error ? error.message : String(error));
  }
  if (head === undefined || manifest === undefined) return damaged('it was cut short.');
  const wrong = manifest.parts.find((part) => sums.get(part.name) !== part.sha256);
  if (wrong !== undefined) return damaged(`its part ${wrong.name} is missing or damaged.`);
  if (sums.size !== manifest.parts.length) return damaged('it holds parts that its manifest does not know.');
  return { head, manifest };
}

function refuseNewer(file: string, head: BackupHead, known: { postgres: number; clickhouse: number }) {
  const { postgres, clickhouse } = head.schema;
  if (head.format <= backupFormat && postgres <= known.postgres && clickhouse <= known.clickhouse)
    return undefined;
  return refuse(
    'conflict',
    'backup-newer',
    `${file} was made by a newer version of Chacun (schema ${postgres}/${clickhouse}, this one knows ${known.postgres}/${known.clickhouse}). Install that version, then restore.`,
  );
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
