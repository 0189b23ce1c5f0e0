import { comparisonOf } from '../fields/comparison-of.ts';
import { isSharedByRelatives } from '../fields/field-kind.ts';
import { hashText } from '../records/hash-text.ts';
import type { Column } from '../records/record-table.ts';
import type { Frequencies } from './frequencies.ts';
import type { FieldModel } from './match-model.ts';

/** A field of a model, ready to weigh: shares as log₂, and the chance that strangers agree as two given values do. */
export type WeighedField = FieldModel & {
  readonly same: number;
  readonly logMatch: Float64Array;
  readonly logStranger: Float64Array;
  readonly logRelative: Float64Array;
  /** Whether relatives share it. */
  readonly shared: boolean;
  /** Whether it changes when a person moves. */
  readonly atHome: boolean;
  /** Whether one person may well have several: homes, telephones, mailboxes. A firm's other door is another firm's. */
  readonly mayBeSeveral: boolean;
  readonly column: Column | undefined;
  /** Log₂ of the chance that a stranger has this value. */
  chanceOf(id: number): number;
  /** Log₂ of the chance that strangers reach this level with these values. */
  chanceAt(level: number, a: number, b: number): number;
  /** The most that two different values may add, in bits. */
  readonly mostOther: number;
};

/** One slip in twenty makes of a name a given other one: of two close names that many bear, hardly any pair is a slip. */
const logSlipsToOneName = Math.log2(1 / 20);
/** Names close to a rare name are an eighth of those close to any. */
const logCloseToRare = -3;

/** Readies a field. Frequencies are by the hash of a value, so that nothing depends on the order values came in. */
export function weighField(
  field: FieldModel,
  of: {
    readonly column: Column | undefined;
    readonly frequencies: Frequencies | undefined;
    readonly ofPersons: boolean;
  },
): WeighedField {
  const { column, frequencies, ofPersons } = of;
  const { levels, ordered, spellings, partly } = comparisonOf(field.kind);
  const same = ordered.at(-1) ?? levels.length - 1;
  const [logMatch, logStranger] = [field.match.map(Math.log2), field.stranger.map(Math.log2)];
  const usual = field.stranger[same] ?? 1;
  const chances = createChances(column, frequencies, usual);
  const addedAt = (level: number) => (logMatch[level] ?? 0) - (logStranger[level] ?? 0);
  /** Of two spellings: a slip of the more frequent name; or two names, by how many bear the rarer; or a rare name like it. */
  const chanceOfSpellings = (level: number, a: number, b: number) => {
    const [first, second] = [chances.of(a), chances.of(b)];
    const slip = (logMatch[level] ?? 0) + Math.max(first, second);
    const other = Math.min(chances.ofOthers(a), chances.ofOthers(b)) - logSlipsToOneName;
    const least = Math.max(slip, other, (logStranger[level] ?? 0) + logCloseToRare);
    const below = ordered[ordered.indexOf(level) - 1] ?? 0;
    return Math.min(least, (logMatch[level] ?? 0) - addedAt(below));
  };
  const chanceAt = (level: number, a: number, b: number) => {
    if (field.kind === 'category') return logStranger[level] ?? 0;
    if (level === same) return chances.of(a);
    if (spellings.includes(level)) return chanceOfSpellings(level, a, b);
    return (level === partly?.level ? chances.ofCommonPart(a, b) : undefined) ?? logStranger[level] ?? 0;
  };
  return {
    ...{ ...field, same, logMatch, logStranger, logRelative: field.relative.map(Math.log2) },
    ...{ shared: isSharedByRelatives(field.kind), atHome: field.atHome === true },
    mayBeSeveral: ofPersons && (field.atHome === true || field.kind === 'phone' || field.kind === 'email'),
    ...{ column, chanceOf: chances.of, chanceAt },
    mostOther: Math.max(
      0,
      ...levels.flatMap((_, level) => {
        // A category's only other level is "differs"; names in each other's place are looked for apart.
        if (level >= same) return [];
        if (spellings.includes(level)) return [addedAt(level) - logCloseToRare];
        if (level === partly?.level) return [(logMatch[level] ?? 0) - chances.least];
        return [addedAt(level)];
      }),
    ),
  };
}

/** Log₂ of how frequent values are among the others, and where there are none the least the file lets one say. */
function createChances(column: Column | undefined, frequencies: Frequencies | undefined, usual: number) {
  const known = Math.max(1, frequencies?.known ?? 0);
  const share = Math.min(usual, 1 / known);
  const least = Math.log2(share);
  const partly = column && frequencies?.parts && comparisonOf(column.field.kind).partly;
  const partsOf: number[][] = [];
  const hashesOf = (id: number) =>
    (partsOf[id] ??= partly?.of(column?.values[id] ?? '').map((part) => hashText(part)) ?? []);
  let logs = new Float64Array(0);
  const grown = (id: number) => {
    const longer = new Float64Array(Math.max(id + 1, column?.values.length ?? 0, logs.length * 1.5)).fill(
      Number.NaN,
    );
    longer.set(logs);
    return longer;
  };
  const logOf = (count: number) => Math.log2(Math.max((count - 2) / known, share));
  const countOf = (id: number) => {
    const hash = column?.hashes[id] ?? 0;
    const wholes = frequencies?.counts.get(hash) ?? 0;
    return Math.max(wholes, frequencies?.parts?.get(hash) ?? 0);
  };
  return {
    least,
    of(id: number): number {
      if (id >= logs.length) logs = grown(id);
      const worked = logs[id] ?? Number.NaN;
      if (!Number.isNaN(worked)) return worked;
      const log = logOf(countOf(id));
      logs[id] = log;
      return log;
    },
    ofOthers: (id: number) => Math.log2(Math.max(0, countOf(id) - 1) / known),
    ofCommonPart(a: number, b: number): number | undefined {
      const others = hashesOf(b);
      const part = hashesOf(a).find((hash) => others.includes(hash));
      return part === undefined ? undefined : logOf(frequencies?.parts?.get(part) ?? 0);
    },
  };
}
