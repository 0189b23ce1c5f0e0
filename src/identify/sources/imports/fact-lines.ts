/**
 * Facts of one kind, gathered line by line as bytes: a hundred thousand texts kept as objects would keep the garbage
 * collector busier than all else. Persons are kept once each.
 */
export type FactLines = {
  /** Index in the chunk of the line each fact came from. */
  readonly at: number[];
  /** Index in `persons` of whose each fact is. */
  readonly whose: number[];
  /** The source's keys; '' is nobody known. */
  readonly persons: readonly string[];
  add(at: number, person: string, text: string): void;
  /**
   * The facts of the lines that `accepted` marks, each with what `prefixes` has for its person before it, as UTF-8.
   * Prefixes are ASCII.
   */
  write(accepted: Uint8Array, prefixes: readonly string[]): Buffer;
};

export function createFactLines(): FactLines {
  const at: number[] = [];
  const whose: number[] = [];
  const persons: string[] = [];
  const index = new Map<string, number>();
  const ends: number[] = [];
  let bytes: Buffer = Buffer.alloc(0);
  let used = 0;
  return {
    at,
    whose,
    persons,
    add: (line, person, text) => {
      let found = index.get(person);
      if (found === undefined) {
        found = persons.push(person) - 1;
        index.set(person, found);
      }
      at.push(line);
      whose.push(found);
      if (used + text.length * 3 > bytes.length) bytes = enlarged(bytes, used, text.length * 3);
      used += bytes.write(text, used);
      ends.push(used);
    },
    write: (accepted, prefixes) => {
      const longest = prefixes.reduce((most, prefix) => Math.max(most, prefix.length), 0);
      const written = Buffer.allocUnsafe(used + at.length * longest);
      let size = 0;
      for (let fact = 0; fact < at.length; fact += 1) {
        if (accepted[at[fact] ?? 0] !== 1) continue;
        size += written.write(prefixes[whose[fact] ?? 0] ?? '', size, 'latin1');
        size += bytes.copy(written, size, ends[fact - 1] ?? 0, ends[fact]);
      }
      return written.subarray(0, size);
    },
  };
}

function enlarged(bytes: Buffer, used: number, more: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(1_048_576, bytes.length * 2, used + more));
  bytes.copy(larger, 0, 0, used);
  return larger;
}
