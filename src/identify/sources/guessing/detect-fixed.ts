import type { FixedFormat } from '../reading/format.ts';

type Column = FixedFormat['columns'][number];
const linesLooked = 1000;
const linesFewest = 5;

/**
 * Columns of a file of fixed width: places where every line has a space part them. Numbers stand at the right of theirs, so the
 * gap before belongs to them; after a text the gap belongs to it. Undefined where fewer than two columns are seen.
 */
export function detectFixed(text: string): { columns: Column[]; skipLines: number } | undefined {
  const all = text
    .split(/\r?\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, linesLooked);
  if (all.length < linesFewest) return undefined;
  // A header of another layout is passed over; its names cannot be told apart by places.
  const header = !/\d/.test(all[0] ?? '') && all.slice(1).every((line) => /\d/.test(line));
  const lines = header ? all.slice(1) : all;
  const words = wordPlaces(lines);
  if (words.length < 2) return undefined;
  const numeric = words.map(({ from, to }) =>
    lines.every((line) => /^[\s\d.,+-]*$/.test(line.slice(from, to))),
  );
  const columns = words.map(({ from, to }, index) => {
    const before = words[index - 1];
    const after = words[index + 1];
    const start = numeric[index] && before !== undefined ? (numeric[index - 1] ? before.to : from) : from;
    const end = numeric[index] || after === undefined ? to : numeric[index + 1] ? to : after.from;
    return { name: `column${index + 1}`, start: start + 1, width: end - start };
  });
  return { columns, skipLines: header ? 1 : 0 };
}

/** Stretches of places where some line has a sign. */
function wordPlaces(lines: readonly string[]): { from: number; to: number }[] {
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const places: { from: number; to: number }[] = [];
  let from = -1;
  for (let at = 0; at <= width; at += 1) {
    const blank = lines.every((line) => (line[at] ?? ' ') === ' ');
    if (!blank && from === -1) from = at;
    if (blank && from !== -1) {
      places.push({ from, to: at });
      from = -1;
    }
  }
  return places;
}
