import { z } from 'zod';
import type { PersonFields } from '#identify/customers';
import { type Finding, hasAddress } from './check-record.ts';
import { type BoardField, boardFields, findRule } from './rules.ts';

const Count = z.object({
  filled: z.int(),
  invalid: z.int(),
  suspicious: z.int(),
  fresh: z.int(),
  rules: z.record(z.string(), z.int()),
});

/** Records counted so far, by field; plain data, so that an interrupted scan goes on with it. */
export const Tally = z.object({ records: z.int(), fields: z.record(z.string(), Count) });
export type Tally = z.infer<typeof Tally>;

export function emptyTally(): Tally {
  const count = () => ({ filled: 0, invalid: 0, suspicious: 0, fresh: 0, rules: {} });
  return { records: 0, fields: Object.fromEntries(boardFields.map((field) => [field, count()])) };
}

/** Whether a record says something of a field. */
export function isFilled(fields: PersonFields, field: BoardField): boolean {
  return field === 'address' ? hasAddress(fields) : fields[field] !== undefined;
}

/**
 * Counts one record. A field that breaks an invalid rule is invalid, else one that breaks a suspicious rule is suspicious: no
 * record counts twice. Of a field that is empty only the rules are counted ("no street"), as it cannot be invalid.
 */
export function countRecord(
  tally: Tally,
  record: { readonly fields: PersonFields; readonly fresh: boolean },
  findings: readonly Finding[],
): void {
  tally.records += 1;
  for (const field of boardFields) {
    const count = tally.fields[field];
    if (count === undefined) continue;
    const broken = findings.filter((finding) => finding.field === field);
    for (const { rule } of broken) count.rules[rule] = (count.rules[rule] ?? 0) + 1;
    if (!isFilled(record.fields, field)) continue;
    count.filled += 1;
    if (record.fresh) count.fresh += 1;
    const weights = broken.map(({ rule }) => findRule(rule)?.weight);
    if (weights.includes('invalid')) count.invalid += 1;
    else if (weights.includes('suspicious')) count.suspicious += 1;
  }
}
