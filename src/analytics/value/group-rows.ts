/** Rows that hold the same values in every column, found once: `first` is a row of each group, `groupOf` the group of each row. */
export type RowGroups = {
  readonly groupOf: Int32Array;
  readonly first: Int32Array;
  readonly count: Float64Array;
};

/**
 * Groups equal rows of parallel columns, in order of first appearance. A million customers hold a few thousand different
 * histories, and a likelihood or a forecast is computed once for each. Open addressing over the bits of the values; O(rows).
 */
export function groupRows(columns: readonly Float64Array[]): RowGroups {
  const rows = columns[0]?.length ?? 0;
  const mask = 2 ** Math.ceil(Math.log2(2 * rows + 2)) - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  const groupOf = new Int32Array(rows);
  const first = new Int32Array(rows);
  const count = new Float64Array(rows);
  let groups = 0;
  for (let row = 0; row < rows; row += 1) {
    let slot = hashOfRow(columns, row) & mask;
    let group = slots[slot] as number;
    while (group >= 0 && !sameRow(columns, row, first[group] as number)) {
      slot = (slot + 1) & mask;
      group = slots[slot] as number;
    }
    if (group < 0) {
      group = groups;
      slots[slot] = group;
      first[group] = row;
      groups += 1;
    }
    groupOf[row] = group;
    count[group] = (count[group] as number) + 1;
  }
  return { groupOf, first: first.slice(0, groups), count: count.slice(0, groups) };
}

/** The values of a column at the given rows. */
export function pick(column: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) picked[i] = column[rows[i] as number] as number;
  return picked;
}

const number = new Float64Array(1);
const bits = new Int32Array(number.buffer);

function hashOfRow(columns: readonly Float64Array[], row: number): number {
  let hash = 0x9e3779b9;
  for (const column of columns) {
    // Adding 0 makes −0 the same as 0.
    number[0] = (column[row] as number) + 0;
    hash = Math.imul(hash ^ (bits[0] as number), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 15) ^ (bits[1] as number), 0xc2b2ae35);
    hash ^= hash >>> 13;
  }
  return hash;
}

function sameRow(columns: readonly Float64Array[], one: number, two: number): boolean {
  for (const column of columns) if (column[one] !== column[two]) return false;
  return true;
}
