/** The values of one column in the bytes of ClickHouse's Native format. */
export type NativeColumn = { readonly name: string; readonly type: string; readonly data: Uint8Array };

/** A column that is filled value by value, from texts, in memory outside the garbage collector's. */
export type GrowingColumn = {
  readonly type: string;
  /** Adds a value; answers the bytes it takes. */
  add(text: string): number;
  /** The values in the Native format; only those at the places `kept`, in their order, when it is given. */
  data(kept: Uint32Array | undefined): Uint8Array;
};

/** Rows ready for a table, column by column: ClickHouse takes them as they are, with no text to read. */
export type NativeBlock = {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly bytes: Buffer;
};

/**
 * Puts columns together to one block of the Native format: the number of columns and of rows, then each column's name, type
 * and values. Every column must have `rows` values of its type; a type may be simpler than the table's (String for
 * LowCardinality(String)).
 */
export function nativeBlock(rows: number, columns: readonly NativeColumn[]): NativeBlock {
  const pieces: Uint8Array[] = [lengthBytes(columns.length), lengthBytes(rows)];
  for (const { name, type, data } of columns)
    pieces.push(
      lengthBytes(name.length),
      Buffer.from(name),
      lengthBytes(type.length),
      Buffer.from(type),
      data,
    );
  return { columns: columns.map(({ name }) => name), rows, bytes: Buffer.concat(pieces) };
}

/** A column of whole numbers, one for each row or the same for all. */
export function numberColumn(
  name: string,
  type: 'UInt8' | 'UInt32' | 'UInt64',
  rows: number,
  values: number | ArrayLike<number>,
): NativeColumn {
  const step = type === 'UInt64' ? 2 : 1;
  const data = type === 'UInt8' ? new Uint8Array(rows) : new Uint32Array(rows * step);
  for (let row = 0; row < rows; row += 1) {
    const value = typeof values === 'number' ? values : (values[row] ?? 0);
    data[row * step] = value;
    if (step === 2) data[row * 2 + 1] = Math.floor(value / 2 ** 32);
  }
  return { name, type, data: bytesOf(data) };
}

/** A column of Float64. */
export const realColumn = (name: string, values: Float64Array): NativeColumn => ({
  name,
  type: 'Float64',
  data: bytesOf(values),
});

/** The memory of a typed array as bytes, in the order ClickHouse has them (little-endian, as every processor Node runs on). */
export const bytesOf = (array: Uint8Array | Uint32Array | Int32Array | Float64Array): Uint8Array =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);

function lengthBytes(length: number): Uint8Array {
  const bytes = new Uint8Array(5);
  return bytes.subarray(0, writeLength(bytes, 0, length));
}

/** Writes a length in seven bits a byte, the lowest first; answers the place after it. */
export function writeLength(bytes: Uint8Array, from: number, length: number): number {
  let place = from;
  let rest = length;
  for (; rest > 127; rest >>>= 7) {
    bytes[place] = (rest & 127) | 128;
    place += 1;
  }
  bytes[place] = rest;
  return place + 1;
}
