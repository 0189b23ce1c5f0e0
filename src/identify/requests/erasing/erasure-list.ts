import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { DatabaseServer } from '#platform/database';
import { writeStreamAtomically } from '#platform/files';
import { type ListedErasure, readListedErasures, readSalt } from './erasures.store.ts';

/** One line of the list: numbers and marks only, nobody's name. */
const Line = z.object({
  installation: z.string(),
  salt: z.string(),
  erasureId: z.uuid(),
  customerId: z.int(),
  personIds: z.array(z.int()),
  reason: z.enum(['request', 'retention', 'restored']),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  tombstones: z.array(z.object({ kind: z.enum(['key', 'email', 'card']), hash: z.string() })),
});
type Line = z.infer<typeof Line>;

type ListNeeds = { readonly database: DatabaseServer; readonly listFile: string };

/** The erasures that the file lists, of this installation; none when there is no file. Throws on a damaged one. */
export async function readErasureList(needs: ListNeeds, installation: string): Promise<Line[]> {
  const text = await readFile(needs.listFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line, index) => {
      const read = Line.safeParse(parseJson(line));
      if (read.success) return read.data;
      throw new Error(
        `${needs.listFile} is damaged at line ${index + 1}. Put it back from a copy: a restored backup brings erased people back without it.`,
      );
    })
    .filter((line) => line.installation === installation);
}

/** Writes the list anew: what it had, and every erasure of the database. */
export async function listErasures(needs: ListNeeds): Promise<void> {
  const { db } = needs.database;
  const { salt, installation } = await readSalt(db);
  const known = await readListedErasures(db);
  const listed = await readErasureList(needs, installation);
  const lines = new Map<string, Line>(listed.map((line) => [line.erasureId, line]));
  for (const erasure of known)
    lines.set(erasure.erasureId, { installation, salt, ...erasure } satisfies Line);
  const text = [...lines.values()].map((line) => `${JSON.stringify(line)}\n`).join('');
  await writeStreamAtomically(needs.listFile, [Buffer.from(text)]);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type { Line as ListLine, ListedErasure };
