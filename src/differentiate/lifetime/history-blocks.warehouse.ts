import type { Warehouse } from '#platform/warehouse';

/** Histories of some customers of a snapshot in columns, times in days; `customers` in the bytes of 64-bit numbers, which pass through. */
export type HistoryBlock = {
  readonly customers: Uint32Array;
  readonly repeats: Float64Array;
  readonly lastDays: Float64Array;
  readonly observedDays: Float64Array;
  readonly meanAmount: Float64Array;
};

/** Bytes of a history: the customer, three numbers and the mean amount. */
const historyBytes = 28;

function blockOf(bytes: Buffer): HistoryBlock {
  const rows = bytes.length / historyBytes;
  const column = (place: number, read: (at: number) => number) => {
    const values = new Float64Array(rows);
    for (let row = 0, at = place; row < rows; row += 1, at += historyBytes) values[row] = read(at);
    return values;
  };
  const whole = (at: number) => bytes.readUInt32LE(at);
  const customers = new Uint32Array(2 * rows);
  for (let row = 0, at = 0; row < rows; row += 1, at += historyBytes) {
    customers[2 * row] = whole(at);
    customers[2 * row + 1] = whole(at + 4);
  }
  return {
    customers,
    ...{ repeats: column(8, whole), lastDays: column(12, whole), observedDays: column(16, whole) },
    meanAmount: column(20, (at) => bytes.readDoubleLE(at)),
  };
}

/** The bytes in pieces of `size`, the last one shorter. */
async function* piecesOf(chunks: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let kept: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    kept.push(chunk);
    bytes += chunk.length;
    if (bytes < size) continue;
    const all = Buffer.concat(kept);
    let from = 0;
    for (; bytes - from >= size; from += size) yield all.subarray(from, from + size);
    kept = [all.subarray(from)];
    bytes -= from;
  }
  if (bytes > 0) yield Buffer.concat(kept);
}

/**
 * Everyone's history in a snapshot, some customers after the others, read as the numbers they are without an object for each. They come in the order they
 * lie in, so that those who hold the same are side by side, whatever has been read before is let go, and memory does not grow with the customers.
 */
export async function* readHistories(
  warehouse: Warehouse,
  { snapshotId, rows }: { snapshotId: number; rows: number },
): AsyncGenerator<HistoryBlock> {
  const query = `SELECT customer_id, repeats, last_days, observed_days, mean_amount FROM purchase_histories
                 WHERE snapshot_id = ${Math.trunc(snapshotId)} ORDER BY repeats, last_days, observed_days`;
  for await (const bytes of piecesOf(warehouse.readRaw(query, 'RowBinary'), rows * historyBytes))
    yield blockOf(bytes);
}

/** The longest time a customer of a snapshot has been observed, in days. */
export async function longestObserved(warehouse: Warehouse, snapshotId: number): Promise<number> {
  const [row] = await warehouse.query<{ days: number }>(
    'SELECT max(observed_days) AS days FROM purchase_histories WHERE snapshot_id = {snapshotId:UInt64}',
    { snapshotId },
  );
  return row?.days ?? 0;
}
