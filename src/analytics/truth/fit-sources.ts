/** What is said of one field: a row for each value a source says of an item. Values are numbered within the field, the same for the same value. */
export type Sayings = {
  readonly items: Int32Array;
  readonly sources: Int32Array;
  readonly values: Int32Array;
};

/** What one source says of an item. */
type Saying = { readonly source: number; readonly value: number };

/** How far each source of a field can be trusted. */
export type SourceTrust = {
  /** By source: the share of its values that are right; the prior's mean where nothing could be compared. */
  readonly accuracy: Float64Array;
  /** By source: how many of its values stood beside another source's. */
  readonly compared: Int32Array;
  /** How many wrong values there are to fall on, as if all were as likely: from how unevenly values are spread. At least 1. */
  readonly wrongValues: number;
};

/** Before anything is compared a source is taken to be right nine times in ten, on the strength of ten values. */
const prior = { right: 9, wrong: 1 };
const roundsMost = 200;

/**
 * Learns without labels how often each source is right, from where sources say something of the same item: the EM of Dawid & Skene
 * (1979) with one rate of error a source and wrong values spread evenly over `wrongValues` (the ACCU model of Dong, Berti-Équille &
 * Srivastava, 2009). Assumes that sources err independently: copies of one another look right. `sources` is how many there
 * are. O(rows × rounds).
 */
export function fitSources(said: Sayings, sources: number): SourceTrust {
  const groups = comparedGroups(said);
  const compared = new Int32Array(sources);
  for (const rows of groups) for (const { source } of rows) add(compared, source, 1);
  const wrongValues = spreadOf(said.values);
  let accuracy = new Float64Array(sources).fill(prior.right / (prior.right + prior.wrong));
  for (let round = 0; round < roundsMost; round += 1) {
    const right = new Float64Array(sources);
    const trust = { accuracy, compared, wrongValues };
    for (const rows of groups) {
      const found = probabilities(trust, rows);
      for (const { source, value } of rows) add(right, source, found.get(value) ?? 0);
    }
    const next = Float64Array.from(
      right,
      (sum, source) => (sum + prior.right) / ((compared[source] ?? 0) + prior.right + prior.wrong),
    );
    const moved = next.some((share, source) => Math.abs(share - (accuracy[source] ?? 0)) > 1e-7);
    accuracy = next;
    if (!moved) break;
  }
  return { accuracy, compared, wrongValues };
}

/**
 * The probability of each value said of one item to be the right one, by value; what is missing to 1 is that none is. An empty list
 * gives none. Each source says a value once.
 */
export function probabilities(trust: SourceTrust, said: readonly Saying[]): Map<number, number> {
  const { accuracy, wrongValues } = trust;
  const odds = new Map<number, number>();
  for (const { source, value } of said) {
    const right = Math.min(0.9999, Math.max(0.0001, accuracy[source] ?? 0));
    odds.set(value, (odds.get(value) ?? 0) + Math.log((right * wrongValues) / (1 - right)));
  }
  // Values nobody says: each has odds of 1, and there are so many of them.
  const unsaid = Math.log(Math.max(1e-9, wrongValues + 1 - odds.size));
  const top = Math.max(unsaid, ...odds.values());
  let whole = Math.exp(unsaid - top);
  for (const one of odds.values()) whole += Math.exp(one - top);
  return new Map([...odds].map(([value, one]) => [value, Math.exp(one - top) / whole]));
}

/** The rows of each item on which two sources or more say something. */
function comparedGroups(said: Sayings): Saying[][] {
  const order = Int32Array.from(said.items.keys()).sort(
    (a, b) => (said.items[a] ?? 0) - (said.items[b] ?? 0),
  );
  const groups: Saying[][] = [];
  for (let from = 0, to = 0; from < order.length; from = to) {
    const item = said.items[order[from] ?? 0];
    while (to < order.length && said.items[order[to] ?? 0] === item) to += 1;
    const rows = Array.from(order.subarray(from, to), (row) => ({
      ...{ source: said.sources[row] ?? 0, value: said.values[row] ?? 0 },
    }));
    if (rows.some(({ source }) => source !== rows[0]?.source)) groups.push(rows);
  }
  return groups;
}

/** One over the chance that two values drawn are the same, less the right one itself (Simpson's index). */
function spreadOf(values: Int32Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let same = 0;
  for (const count of counts.values()) same += count * (count - 1);
  const pairs = values.length * (values.length - 1);
  return same === 0 ? Math.max(1, values.length) : Math.max(1, pairs / same - 1);
}

function add(to: Float64Array | Int32Array, at: number, amount: number): void {
  to[at] = (to[at] ?? 0) + amount;
}
