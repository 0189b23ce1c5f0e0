import type { ColumnGuess, GuessableKind } from '../api.ts';
import { type FieldRule, recordKinds } from '../mapping/record-kinds.ts';
import type { ColumnProfile } from './column-profile.ts';
import { nameScore } from './field-names.ts';

/** A column taken for a field, how sure that is, and what told it. */
export type Assigned = {
  readonly field: string;
  readonly profile: ColumnProfile;
  readonly confidence: number;
  readonly from: ColumnGuess['from'];
};

/** The columns taken for a kind's fields, each for one at most. A card is a key too: it may serve both. */
export function assignColumns(kind: GuessableKind, profiles: readonly ColumnProfile[]): Assigned[] {
  const rules: Readonly<Record<string, FieldRule>> = recordKinds[kind].fields;
  const found = Object.entries(rules)
    .flatMap(([field, rule]) => profiles.map((profile) => candidate(kind, field, rule, profile)))
    .filter((each) => each !== undefined)
    .sort((one, other) => other.confidence - one.confidence);
  const taken: Assigned[] = [];
  for (const each of found) {
    const alone = each.field !== 'cardNumber';
    const used = taken.some(
      ({ field, profile }) =>
        field === each.field || (alone && field !== 'cardNumber' && profile.column === each.profile.column),
    );
    if (!used) taken.push(each);
  }
  return taken.filter((each) => each.from !== 'values' || each.field !== 'net' || !isComputed(taken));
}

/** An amount left out is worth quantity × unit price: no column need be taken for it. */
const isComputed = (taken: readonly Assigned[]) =>
  ['quantity', 'unitPrice'].every((name) => taken.some(({ field }) => field === name));

const fewestValues = 3;

function candidate(
  kind: GuessableKind,
  field: string,
  rule: FieldRule,
  profile: ColumnProfile,
): Assigned | undefined {
  const name = nameScore(kind, field, profile.column);
  const fit = valueFit(field, rule, profile);
  if (name > 0) {
    const contradicted = fit !== undefined && fit < 0.5 && profile.values.length >= fewestValues;
    if (contradicted) return undefined;
    const told = fit !== undefined && fit >= 0.8;
    return {
      field,
      profile,
      confidence: told ? 0.1 + name * 0.89 : name * 0.9,
      from: told ? 'both' : 'name',
    };
  }
  const guessed = byValues(field, fit ?? 0, profile);
  return guessed === 0 ? undefined : { field, profile, confidence: guessed, from: 'values' };
}

/** Which part of the values are what the field wants; undefined where any text will do, or there is none to look at. */
function valueFit(field: string, { type }: FieldRule, profile: ColumnProfile): number | undefined {
  if (profile.values.length === 0) return undefined;
  if (field === 'email') return profile.email;
  if (type === 'moment' || type === 'day') return profile.dates?.share ?? 0;
  if (type === 'amount' || type === 'quantity') return profile.number;
  if (type === 'currency') return profile.currency;
  if (type === 'id' && holdsDecimals(profile)) return 0;
  return undefined;
}

/** What values alone tell, without a name. */
function byValues(field: string, fit: number, profile: ColumnProfile): number {
  if (profile.values.length < fewestValues && field !== 'currency') return 0;
  if (field === 'email') return fit >= 0.9 ? 0.8 : 0;
  if (field === 'phone') return profile.phone >= 0.9 ? 0.5 : 0;
  if (field === 'postcode') return profile.postcode >= 0.95 && profile.phone === 0 ? 0.35 : 0;
  if (field === 'currency') return fit >= 0.95 && profile.values.length > 0 ? 0.6 : 0;
  if (field === 'at') return fit >= 0.95 ? 0.45 : 0;
  if (field === 'net') return fit >= 0.95 && holdsDecimals(profile) ? 0.35 : 0;
  return 0;
}

const holdsDecimals = ({ decimals: { comma, point }, values, wholes }: ColumnProfile) =>
  !wholes && comma + point > values.length / 2;
