/**
 * How two values of a kind can agree: the names of the levels from nothing in common (0) to the same value (the last of `ordered`), and
 * the function that says which for two different values, neither missing.
 */
export type Comparison = {
  readonly levels: readonly string[];
  /** Levels from worst to best that a better one never weighs less than a worse one. */
  readonly ordered: readonly number[];
  /** Share of true matches expected at each level before anything is learnt. */
  readonly usual: readonly number[];
  /** Levels at which two values are two spellings of one: how telling that is depends on how many have each. */
  readonly spellings: readonly number[];
  /** A level at which two values agree on a part, and the parts of a value, the most telling first, written as values. */
  readonly partly?: Partly | undefined;
  /** Compares values by their places in a list, which may grow; −1 where the two say nothing of each other. */
  between(values: readonly string[]): (first: number, second: number) => number;
};

export type Partly = { readonly level: number; of(value: string): readonly string[] };

const keptReadings = 1 << 16;

/**
 * Defines a comparison of values that are read once for many comparings: `read` takes a canonical text apart, `compare` looks at two. Readings
 * are kept by place, the newer in place of the older, so that memory does not grow with the file.
 */
export function defineComparison<Value>(definition: {
  readonly levels: readonly string[];
  readonly ordered?: readonly number[];
  readonly usual: readonly number[];
  readonly spellings?: readonly number[];
  readonly partly?: Partly;
  read(text: string): Value;
  compare(first: Value, second: Value): number;
}): Comparison {
  const { levels, usual, read, compare } = definition;
  return {
    levels,
    ordered: definition.ordered ?? levels.map((_, at) => at),
    usual,
    spellings: definition.spellings ?? [],
    partly: definition.partly,
    between(values) {
      const owners = new Int32Array(keptReadings).fill(-1);
      const readings: Value[] = [];
      const readingOf = (id: number): Value => {
        const slot = id & (keptReadings - 1);
        const kept = readings[slot];
        if (owners[slot] === id && kept !== undefined) return kept;
        const reading = read(values[id] ?? '');
        owners[slot] = id;
        readings[slot] = reading;
        return reading;
      };
      return (first, second) => compare(readingOf(first), readingOf(second));
    },
  };
}

/** A folded text with its words and itself without spaces. */
export type Reading = { readonly text: string; readonly joined: string; readonly words: readonly string[] };

/** Reads a folded text. */
export function readWords(text: string): Reading {
  const words = text.split(' ');
  return { text, words, joined: words.join('') };
}
