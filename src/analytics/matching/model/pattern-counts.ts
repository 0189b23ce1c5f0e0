/** How often each combination of levels was met: `patterns` row after row of `fields` levels, `counts` of each row. */
export type PatternCounts = {
  readonly fields: number;
  readonly patterns: Uint8Array;
  readonly counts: Float64Array;
};

/** Counts combinations of levels (each below 8) for up to 17 fields, which is what a safe integer holds. */
export function createPatternCounter(fields: number): {
  add(levels: Uint8Array): void;
  finish(scale: number): PatternCounts;
} {
  const rows = new Map<number, number>();
  const counts: number[] = [];
  const patterns: number[] = [];
  return {
    add(levels) {
      let code = 0;
      for (let field = 0; field < fields; field += 1) code = code * 8 + (levels[field] ?? 0);
      const row = rows.get(code);
      if (row !== undefined) {
        counts[row] = (counts[row] ?? 0) + 1;
        return;
      }
      rows.set(code, counts.length);
      counts.push(1);
      for (let field = 0; field < fields; field += 1) patterns.push(levels[field] ?? 0);
    },
    finish: (scale) => ({
      fields,
      patterns: Uint8Array.from(patterns),
      counts: Float64Array.from(counts, (count) => count * scale),
    }),
  };
}

/** Fields above this are not told apart by a counter. */
export const fieldsMost = 17;
