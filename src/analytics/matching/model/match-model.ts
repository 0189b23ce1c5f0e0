import { comparisonOf } from '../fields/comparison-of.ts';
import type { Field } from '../fields/plan-fields.ts';
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
  /** Whether it changes when a person moves: `match` is then of those who did not. */
  readonly atHome?: boolean | undefined;
};

/** A Fellegi–Sunter model of three classes. The shares are of all pairs of the file, compared or not. */
export type MatchModel = {
  readonly fields: readonly FieldModel[];
  readonly matchShare: number;
  readonly relativeShare: number;
  /** Share of the matches whose records are of two homes: what tells the home is as of strangers in them. */
  readonly movedShare: number;
};

/** A field as a model is told of it. */
export type ModelledField = Pick<FieldModel, 'name' | 'kind' | 'atHome'>;

/** What a model is told of a field of a table. */
export const modelled = ({ name, kind, role }: Pick<Field, 'name' | 'kind' | 'role'>): ModelledField => ({
  ...{ name, kind },
  atHome: kind === 'street' || kind === 'place' || role === 'complement',
});

/** Matches whose records are of two homes, before anything was learnt. */
export const usualMoved = 0.05;

/** A model before anything was learnt: usual levels for matches, and for relatives in what they share. */
export function initialModel(input: {
  readonly fields: readonly ModelledField[];
  readonly stranger: readonly Float64Array[];
  readonly matchShare: number;
}): MatchModel {
  const fields = input.fields.map(({ name, kind, atHome }, at) => {
    const { levels, usual } = comparisonOf(kind);
    const stranger = input.stranger[at] ?? new Float64Array(levels.length);
    const match = Float64Array.from(usual);
    const relative = ofRelatives(kind, relativeStart(kind, match, stranger), stranger);
    return { name, kind, levels, match, stranger, relative, atHome };
  });
  const movedShare = fields.some(({ atHome }) => atHome) ? usualMoved : 0;
  return { fields, matchShare: input.matchShare, relativeShare: input.matchShare / 3, movedShare };
}

/**
 * Relatives under one roof who bear one given name, before anything was learnt: names are handed down, so it is not the chance of two strangers, however
 * rare the name. Such pairs look like one person to any file that does not tell their birth dates.
 */
const usualNamesakes = 0.03;

/** What relatives agree on: `shared` where they tend to, else as strangers do; but their given names are the same more often. */
export function ofRelatives(kind: FieldKind, shared: Float64Array, stranger: Float64Array): Float64Array {
  if (isSharedByRelatives(kind)) return shared;
  if (kind !== 'givenName') return stranger;
  const same = comparisonOf(kind).ordered.at(-1) ?? 0;
  const rest = stranger
    .map((share, level) => (level === same ? 0 : share))
    .reduce((sum, one) => sum + one, 0);
  const namesakes = shared[same] ?? 0;
  return stranger.map((share, level) => (level === same ? namesakes : (share * (1 - namesakes)) / rest));
}

/** Relatives have the name and the address; the phone and what is not known to us half the time. */
export function relativeStart(kind: FieldKind, match: Float64Array, stranger: Float64Array): Float64Array {
  if (kind === 'givenName') {
    const same = comparisonOf(kind).ordered.at(-1) ?? 0;
    return stranger.map((share, level) => (level === same ? usualNamesakes : share));
  }
  const half = kind === 'phone' || kind === 'text' || kind === 'category' ? 0.5 : 0;
  return match.map((share, level) => share * (1 - half) + (stranger[level] ?? 0) * half);
}
