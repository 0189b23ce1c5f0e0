import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';

/** A letter as it lies in the letterbox. */
export type Letter = {
  readonly file: string;
  readonly recipients: readonly string[];
  readonly email: Email;
};

/** A local mail server that keeps what it accepts as files: for demonstrations and tests, never relays anything. */
export type Letterbox = {
  readonly port: number;
  readonly url: string;
  /** Names of the files kept, in no order. */
  files(): Promise<string[]>;
  read(file: string): Promise<Letter>;
  close(): Promise<void>;
};

export type LetterboxOptions = {
  readonly folder: string;
  readonly port?: number;
  /** A refusal for a recipient, as an SMTP code and words; undefined accepts. */
  readonly judge?: (recipient: string) => { code: number; words: string } | undefined;
  /** Waits for the disk before accepting: what was accepted survives a power cut. */
  readonly durable?: boolean;
};

class SmtpRefusal extends Error {
  responseCode: number;
  constructor(code: number, words: string) {
    super(words);
    this.responseCode = code;
  }
}

async function bytesOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * Opens a letterbox on a folder and a port of this machine (0 takes a free one). Each letter is one `.eml` file with the
 * envelope in front (`X-Envelope-To`), written beside and renamed into place: a reader never sees half of one.
 */
export async function openLetterbox(options: LetterboxOptions): Promise<Letterbox> {
  await mkdir(options.folder, { recursive: true });
  let count = 0;
  const keep = async (stream: SMTPServerDataStream, recipients: string[]): Promise<void> => {
    const content = await bytesOf(stream);
    count += 1;
    const name = `${Date.now().toString(36)}-${process.pid}-${count}.eml`;
    const partial = join(options.folder, `.${name}.partial`);
    const handle = await open(partial, 'wx');
    try {
      await handle.writeFile(`X-Envelope-To: ${recipients.join(', ')}\r\n`);
      await handle.writeFile(content);
      if (options.durable === true) await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(partial, join(options.folder, name));
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo(address, _session, callback) {
      const refusal = options.judge?.(address.address);
      callback(refusal === undefined ? null : new SmtpRefusal(refusal.code, refusal.words));
    },
    onData(stream, session, callback) {
      keep(
        stream,
        session.envelope.rcptTo.map((to) => to.address),
      ).then(
        () => callback(null),
        (error: Error) => callback(error),
      );
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    files: async () =>
      (await readdir(options.folder)).filter((name) => name.endsWith('.eml') && !name.startsWith('.')),
    read: (file) => readLetter(options.folder, file),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Reads one letter of a letterbox's folder: its envelope, and the message parsed. */
export async function readLetter(folder: string, file: string): Promise<Letter> {
  const content = await readFile(join(folder, file));
  const email = await PostalMime.parse(content);
  const envelope = email.headers.find((header) => header.key === 'x-envelope-to')?.value ?? '';
  return { file, recipients: envelope.split(', ').filter((address) => address !== ''), email };
}
