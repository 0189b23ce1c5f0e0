import type { LineFault, RowBatch } from '../reading/row-batch.ts';

/** Goes through rows one after the other, whatever the batches they come in. */
export type RowCursor = {
  /** Calls `take` with row after row until it answers false or the file ends. */
  forEach(take: (row: string[], line: number, fault: LineFault | undefined) => boolean): Promise<void>;
};

/** A cursor on the rows that start after line `afterLine`. */
export function createRowCursor(batches: AsyncIterator<RowBatch>, afterLine: number): RowCursor {
  let batch: RowBatch | undefined;
  let at = 0;
  return {
    forEach: async (take) => {
      for (;;) {
        if (batch === undefined || at >= batch.rows.length) {
          const next = await batches.next();
          if (next.done) return;
          batch = next.value;
          at = 0;
        }
        const faults = batch.faults.size > 0 ? batch.faults : undefined;
        while (at < batch.rows.length) {
          const line = batch.lines[at] ?? 0;
          const row = batch.rows[at];
          const fault = faults?.get(at);
          at += 1;
          if (row !== undefined && line > afterLine && !take(row, line, fault)) return;
        }
      }
    },
  };
}
