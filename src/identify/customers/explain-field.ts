import { foldText } from '#analytics/text';
import type { z } from 'zod';
import type { FieldRule, FieldSureness } from './api.ts';
import { candidatesOf, type Origin, partOf, saidOf } from './golden-record.ts';
import { byHand, byRecency, type PersonRecord } from './person.ts';
import { chooseRecord, type GoldenBy } from './survivorship.ts';

type Saying = { readonly value: string; readonly key: string; readonly from: PersonRecord };

/** Why a field of a customer is what it is; moments in milliseconds since 1970. */
export type ExplainedField = {
  /** The record the value was taken from. */
  readonly from: PersonRecord;
  /** The first time any record said it. */
  readonly since: number;
  readonly rule: z.infer<typeof FieldRule>;
  readonly sureness: z.infer<typeof FieldSureness>;
  /** Persons whose latest word on it is this value. */
  readonly saying: readonly number[];
  /** The latest word of each person on it, folded for comparing, that of the golden record under `key`. */
  readonly standing: readonly { readonly personId: number; readonly key: string }[];
  readonly key: string;
  readonly others: readonly { readonly value: string; readonly from: PersonRecord }[];
};

const othersMost = 10;

/**
 * Where a field of the golden record comes from, by which rule of survivorship, and how sure it is from what all the records say
 * (capitals and accents aside). What a source said before it said something else is history, not a contradiction. Undefined when
 * the record it came from is no more. Independent of the order of `records`.
 */
export function explainField(input: {
  readonly field: string;
  readonly value: string;
  readonly origin: Origin | undefined;
  readonly records: readonly PersonRecord[];
  readonly by: GoldenBy;
}): ExplainedField | undefined {
  const { field, value, origin } = input;
  const latest = [...input.records].sort(byRecency);
  const from = latest.find(
    (one) => one.personId === origin?.[0] && one.importId === origin[1] && one.line === origin[2],
  );
  if (from === undefined) return undefined;
  const said = latest.flatMap((record): Saying[] => {
    const its = saidOf(field, record, input.by.homeCountry);
    return its === undefined ? [] : [{ value: its, key: foldText(its), from: record }];
  });
  const key = foldText(value);
  const same = said.filter((one) => one.key === key);
  const since = Math.min(from.recordedAt, ...same.map((one) => one.from.recordedAt));
  const last = new Map<number, Saying>();
  for (const one of said) if (!last.has(one.from.personId)) last.set(one.from.personId, one);
  const standing = [...last.values()];
  const saying = standing.filter((one) => one.key === key).map((one) => one.from.personId);
  return {
    ...{ from, since, saying, key },
    standing: standing.map((one) => ({ personId: one.from.personId, key: one.key })),
    rule: ruleOf(input, from, latest, said),
    sureness: surenessOf({ from, key, since, standing, same, said }),
    others: differing(said, key).map((one) => ({ value: one.value, from: one.from })),
  };
}

function ruleOf(
  { field, by }: { readonly field: string; readonly by: GoldenBy },
  from: PersonRecord,
  latest: readonly PersonRecord[],
  said: readonly Saying[],
): ExplainedField['rule'] {
  if (from.importId === byHand) return 'byHand';
  if (said.length < 2) return 'only';
  const part = partOf(field);
  const candidates = candidatesOf(part, latest, by.homeCountry);
  const chosen = chooseRecord(candidates, by);
  if (chosen !== from) return 'borrowed';
  const rule = by.rules[part.part].by;
  if (rule !== 'latest') return rule;
  if (chosen !== candidates.records[0]) return 'sound';
  return part.names.length > 1 ? 'whole' : 'latest';
}

function surenessOf(of: {
  readonly from: PersonRecord;
  readonly key: string;
  readonly since: number;
  readonly standing: readonly Saying[];
  readonly same: readonly Saying[];
  readonly said: readonly Saying[];
}): ExplainedField['sureness'] {
  if (of.from.importId === byHand) return 'corrected';
  const against = of.standing.filter((one) => one.key !== of.key);
  if (against.some((one) => one.from.recordedAt >= of.since)) return 'disputed';
  if (of.said.length > of.same.length) return 'changed';
  return of.standing.length > 1 ? 'agreed' : 'alone';
}

/** Each other value once, where it was said last. */
function differing(said: readonly Saying[], key: string): Saying[] {
  const seen = new Set([key]);
  const others: Saying[] = [];
  for (const one of said) {
    if (seen.has(one.key) || others.length === othersMost) continue;
    seen.add(one.key);
    others.push(one);
  }
  return others;
}
