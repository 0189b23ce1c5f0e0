import { comparisonOf } from '../fields/comparison-of.ts';
import { type FieldKind, isSharedByRelatives } from '../fields/field-kind.ts';

/**
 * What is believed of one field: how often each level is met in pairs that are one person (m), in pairs of strangers (u), and in
 * pairs of relatives under one roof, who share some kinds of fields and are strangers in the others.
 */
export type FieldModel = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly levels: readonly string[];
  readonly match: Float64Array;
  readonly stranger: Float64Array;
  readonly relative: Float64Array;
};

/** A Fellegi–Sunter model of three classes. The shares are of all pairs of the file, compared or not. */
export type MatchModel = {
  readonly fields: readonly FieldModel[];
  readonly matchShare: number;
  readonly relativeShare: number;
};

/** A model before anything was learnt: usual levels for matches, and for relatives in what they share. */
export function initialModel(input: {
  readonly fields: readonly { readonly name: string; readonly kind: FieldKind }[];
  readonly stranger: readonly Float64Array[];
  readonly matchShare: number;
}): MatchModel {
  const fields = input.fields.map(({ name, kind }, at) => {
    const { levels, usual } = comparisonOf(kind);
    const stranger = input.stranger[at] ?? new Float64Array(levels.length);
    const match = Float64Array.from(usual);
    const relative = isSharedByRelatives(kind) ? relativeStart(kind, match, stranger) : stranger;
    return { name, kind, levels, match, stranger, relative };
  });
  return { fields, matchShare: input.matchShare, relativeShare: input.matchShare / 3 };
}

/** Relatives have the name and the address; the phone and what is not known to us half the time. */
export function relativeStart(kind: FieldKind, match: Float64Array, stranger: Float64Array): Float64Array {
  const half = kind === 'phone' || kind === 'text' || kind === 'category' ? 0.5 : 0;
  return match.map((share, level) => share * (1 - half) + (stranger[level] ?? 0) * half);
}
