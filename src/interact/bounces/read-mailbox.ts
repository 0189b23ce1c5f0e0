import { open, readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** A message of a mailbox; `done` takes it off what is new. */
export type WaitingMail = { readonly raw: Uint8Array; done(): Promise<void> };

/** Larger messages are no reports: only their beginning is read. */
const largest = 1024 * 1024;

/** What is new in a Maildir folder (`new/` beside `cur/`): each message moves to `cur/` once it is done with. Others may deliver meanwhile. */
export async function* readMaildir(folder: string): AsyncGenerator<WaitingMail> {
  for (const name of (await readdir(join(folder, 'new'))).sort()) {
    if (name.startsWith('.')) continue;
    const path = join(folder, 'new', name);
    const raw = await beginningOf(path);
    if (raw === undefined) continue;
    yield { raw, done: () => rename(path, join(folder, 'cur', `${name}:2,S`)) };
  }
}

/** The messages of a file: one, or many in mbox format, where each begins with a line `From `. */
export async function* readMailFile(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  let lines: string[] = [];
  let size = 0;
  try {
    for await (const line of createInterface({
      input: file.createReadStream({ encoding: 'latin1' }),
      crlfDelay: Infinity,
    })) {
      if (/^From \S/.test(line) && (lines.length === 0 || lines.at(-1) === '')) {
        if (lines.length > 0) yield messageOf(lines);
        [lines, size] = [[], 0];
        continue;
      }
      size += line.length;
      if (size <= largest) lines.push(line.replace(/^>(>*From )/, '$1'));
    }
    if (lines.some((line) => line !== '')) yield messageOf(lines);
  } finally {
    await file.close();
  }
}

const messageOf = (lines: readonly string[]) => Buffer.from(lines.join('\r\n'), 'latin1');

async function beginningOf(path: string): Promise<Uint8Array | undefined> {
  try {
    if ((await stat(path)).size <= largest) return await readFile(path);
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(largest), 0, largest, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (fault) {
    // Another reader took it.
    if (fault instanceof Error && 'code' in fault && fault.code === 'ENOENT') return undefined;
    throw fault;
  }
}
