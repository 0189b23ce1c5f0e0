/**
 * Solves M X = B for a small square M (row-major, n × n) and B (n × columns) by elimination with row exchanges.
 * Returns null when M is singular to working precision; inputs are left as they were. O(n³).
 */
export function solveLinear(matrix: Float64Array, right: Float64Array, size: number): Float64Array | null {
  const m = matrix.slice();
  const x = right.slice();
  const columns = x.length / size;
  const scale = m.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let pivot = 0; pivot < size; pivot += 1) {
    const row = largestBelow(m, pivot, size);
    if (!(Math.abs(m[row * size + pivot] as number) > 1e-14 * scale)) return null;
    swapRows(m, row, pivot, size);
    swapRows(x, row, pivot, columns);
    for (let below = pivot + 1; below < size; below += 1) {
      const factor = (m[below * size + pivot] as number) / (m[pivot * size + pivot] as number);
      subtractRow(m, below, pivot, factor, size);
      subtractRow(x, below, pivot, factor, columns);
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let after = row + 1; after < size; after += 1) {
      subtractRow(x, row, after, m[row * size + after] as number, columns);
    }
    for (let c = 0; c < columns; c += 1) {
      x[row * columns + c] = (x[row * columns + c] as number) / (m[row * size + row] as number);
    }
  }
  return x;
}

/** M⁻¹, or null when M is singular. */
export function invert(matrix: Float64Array, size: number): Float64Array | null {
  const identity = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) identity[i * size + i] = 1;
  return solveLinear(matrix, identity, size);
}

function largestBelow(m: Float64Array, pivot: number, size: number): number {
  let best = pivot;
  for (let row = pivot + 1; row < size; row += 1) {
    if (Math.abs(m[row * size + pivot] as number) > Math.abs(m[best * size + pivot] as number)) best = row;
  }
  return best;
}

function swapRows(m: Float64Array, one: number, two: number, width: number): void {
  for (let c = 0; c < width; c += 1) {
    const kept = m[one * width + c] as number;
    m[one * width + c] = m[two * width + c] as number;
    m[two * width + c] = kept;
  }
}

function subtractRow(m: Float64Array, from: number, row: number, factor: number, width: number): void {
  for (let c = 0; c < width; c += 1) {
    m[from * width + c] = (m[from * width + c] as number) - factor * (m[row * width + c] as number);
  }
}
