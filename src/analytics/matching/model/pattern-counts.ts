/** How often each combination of levels was met: `patterns` row after row of `fields` levels, `counts` of each row. */
export type PatternCounts = {
  readonly fields: number;
  readonly patterns: Uint8Array;
  readonly counts: Float64Array;
};

/** Counts combinations of levels, each below 8. */
export function createPatternCounter(fields: number): {
  /** `weight`: how many pairs the one seen stands for. */
  add(levels: Uint8Array, weight?: number): void;
  finish(): PatternCounts;
} {
  const rows = new Map<number | string, number>();
  const counts: number[] = [];
  const patterns: number[] = [];
  return {
    add(levels, weight = 1) {
      const code = fields <= fieldsOfNumber ? numberOf(levels) : levels.join();
      const row = rows.get(code);
      if (row !== undefined) {
        counts[row] = (counts[row] ?? 0) + weight;
        return;
      }
      rows.set(code, counts.length);
      counts.push(weight);
      for (let field = 0; field < fields; field += 1) patterns.push(levels[field] ?? 0);
    },
    finish: () => ({ fields, patterns: Uint8Array.from(patterns), counts: Float64Array.from(counts) }),
  };
}

/** Fields whose levels a safe integer holds, three bits each. */
const fieldsOfNumber = 17;

function numberOf(levels: Uint8Array): number {
  let code = 0;
  for (const level of levels) code = code * 8 + level;
  return code;
}
