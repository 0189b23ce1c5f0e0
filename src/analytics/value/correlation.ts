/** Pearson's correlation of two columns; 0 when one is constant. O(n). */
export function correlation(one: Float64Array, two: Float64Array): number {
  const [a, b] = [mean(one), mean(two)];
  let [both, first, second] = [0, 0, 0];
  for (let i = 0; i < one.length; i += 1) {
    const [x, y] = [(one[i] as number) - a, (two[i] as number) - b];
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return first > 0 && second > 0 ? both / Math.sqrt(first * second) : 0;
}

/** Spearman's rank correlation, ties at their mean rank; 0 when one column is constant. Spearman 1904; O(n log n). */
export function rankCorrelation(one: Float64Array, two: Float64Array): number {
  return correlation(ranks(one), ranks(two));
}

/** Rank of each value from 1, the smallest; equal values share the mean of their places. */
function ranks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((i, j) => (values[i] as number) - (values[j] as number));
  const ranked = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from + 1;
    while (to < order.length && values[order[to] as number] === values[order[from] as number]) to += 1;
    for (let k = from; k < to; k += 1) ranked[order[k] as number] = (from + to + 1) / 2;
    from = to;
  }
  return ranked;
}

const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
