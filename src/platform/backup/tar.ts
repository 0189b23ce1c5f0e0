import type { Part } from './backup.ts';

const block = 512;
const offsets = { name: 0, mode: 100, size: 124, time: 136, sum: 148, type: 156, magic: 257, prefix: 345 };
const zeros = Buffer.alloc(block);

function checksum(head: Buffer): number {
  let sum = 0;
  for (const [index, byte] of head.entries())
    sum += index >= offsets.sum && index < offsets.sum + 8 ? 32 : byte;
  return sum;
}

function header(part: Part): Buffer {
  const bytes = Buffer.from(part.name);
  const cut = bytes.length <= 100 ? -1 : bytes.indexOf('/', Math.max(0, bytes.length - 101));
  if (bytes.length > 100 && (cut < 1 || cut > 155))
    throw new Error(`${part.name}: too long a name for a backup.`);
  const head = Buffer.alloc(block);
  bytes.copy(head, offsets.name, cut + 1);
  if (cut > 0) bytes.copy(head, offsets.prefix, 0, cut);
  head.write('0000600', offsets.mode);
  head.write(part.bytes.length.toString(8).padStart(11, '0'), offsets.size);
  head.write('00000000000', offsets.time);
  head.write('0', offsets.type);
  head.write('ustar\u000000', offsets.magic, 'latin1');
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\0 `, offsets.sum, 'latin1');
  return head;
}

/** Parts as a tar file (POSIX ustar), which any tar reads. */
export async function* writeTar(parts: AsyncIterable<Part>): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    yield header(part);
    yield part.bytes;
    const rest = part.bytes.length % block;
    if (rest > 0) yield zeros.subarray(rest);
  }
  yield Buffer.concat([zeros, zeros]);
}

/** Takes a stream of bytes by lengths. */
function takerOf(stream: AsyncIterable<Buffer>) {
  const source = stream[Symbol.asyncIterator]();
  let held: Buffer[] = [];
  let length = 0;
  const take = async (wanted: number): Promise<Buffer> => {
    while (length < wanted) {
      const next = await source.next();
      if (next.done) throw new Error('The file ends in the middle: it was cut short.');
      held.push(next.value);
      length += next.value.length;
    }
    const all = Buffer.concat(held);
    held = [all.subarray(wanted)];
    length = all.length - wanted;
    return all.subarray(0, wanted);
  };
  return { take, close: async () => void (await source.return?.()) };
}

const text = (head: Buffer, from: number, length: number) => {
  const field = head.subarray(from, from + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString();
};

/** The parts of a tar file as `writeTar` makes them. Throws on one that is damaged, cut short, or has larger parts. */
export async function* readTar(stream: AsyncIterable<Buffer>, partBytesMax: number): AsyncGenerator<Part> {
  const { take, close } = takerOf(stream);
  try {
    for (;;) {
      const head = await take(block);
      if (head.equals(zeros)) return;
      if (Number.parseInt(text(head, offsets.sum, 8), 8) !== checksum(head))
        throw new Error('The file is damaged: an entry has a wrong checksum.');
      const size = Number.parseInt(text(head, offsets.size, 12), 8);
      if (!(size <= partBytesMax))
        throw new Error('The file is not a backup: it has an entry of another kind.');
      const prefix = text(head, offsets.prefix, 155);
      const name = `${prefix === '' ? '' : `${prefix}/`}${text(head, offsets.name, 100)}`;
      const bytes = await take(size);
      if (size % block > 0) await take(block - (size % block));
      yield { name, bytes };
    }
  } finally {
    await close();
  }
}
