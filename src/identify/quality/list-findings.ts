import { type PersonFields, readHomeCountry, readRecords } from '#identify/customers';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { FindingView } from './api.ts';
import { type CheckContext, checkRecord } from './check-record.ts';
import { countFindings, type FindingFilter, listFindings, type StoredFinding } from './findings.store.ts';
import { readPlace, writePlace } from './list-cursor.ts';
import { findRule, qualityRules, type RuleWeight } from './rules.ts';

export type FindingsNeeds = { readonly db: Database; readonly clock: Clock };
export type AskedFindings = {
  readonly sourceId: number;
  readonly field?: string | undefined;
  readonly rule?: string | undefined;
  readonly weight?: RuleWeight | undefined;
};

/** The rules asked for, by code, by weight or all; refuses a code there is no rule of. */
export function filterOf({ sourceId, field, rule, weight }: AskedFindings): Outcome<FindingFilter> {
  if (rule !== undefined && findRule(rule) === undefined)
    return refuse(
      'invalid',
      'no-such-rule',
      `There is no rule "${rule}". The list of rules names them all.`,
      { rule },
    );
  const rules = qualityRules
    .filter(
      (one) => (rule === undefined || one.code === rule) && (weight === undefined || one.weight === weight),
    )
    .map(({ code }) => code);
  return { sourceId, field, rules };
}

/** A page of the records that break rules in a source, with what they say and what is proposed. */
export async function pageOfFindings(
  needs: FindingsNeeds,
  input: AskedFindings & { readonly limit: number; readonly cursor?: string | undefined },
): Promise<Outcome<{ items: FindingView[]; nextCursor: string | null; total: number }>> {
  const filter = filterOf(input);
  if (isRefusal(filter)) return filter;
  const after = readPlace(input.cursor);
  if (isRefusal(after)) return after;
  const rows = await listFindings(needs.db, filter, { after, limit: input.limit + 1 });
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    items: await describeFindings(needs, shown),
    nextCursor: rows.length > shown.length && last !== undefined ? writePlace(last) : null,
    total: await countFindings(needs.db, filter),
  };
}

/**
 * What each finding's record says, and what its rule proposes, read anew from the record: no value is kept with a finding, so
 * that what is erased is erased here too.
 */
export async function describeFindings(
  { db, clock }: FindingsNeeds,
  findings: readonly StoredFinding[],
): Promise<FindingView[]> {
  const place = (of: StoredFinding | { personId: number; importId: number; line: number }) =>
    `${of.personId}:${of.importId}:${of.line}`;
  const records = new Map((await readRecords(db, findings)).map((record) => [place(record), record]));
  const context: CheckContext = {
    today: clock.now().toISOString().slice(0, 10),
    homeCountry: await readHomeCountry(db),
    isOn: () => true,
  };
  return findings.map(({ personId, importId, line, rule, field }) => {
    const record = records.get(place({ personId, importId, line }));
    const fields = record?.fields ?? {};
    const again = checkRecord(fields, context).find((one) => one.rule === rule && one.field === field);
    return {
      ...{ personId, importId, line, rule, field },
      name: [fields.givenName, fields.familyName].filter(Boolean).join(' '),
      said: saidIn(fields, field),
      proposal: again?.proposal ?? null,
      recordedAt: record?.recordedAt.toISOString() ?? null,
    };
  });
}

function saidIn(fields: PersonFields, field: string): string {
  if (field === 'address') return [fields.street, fields.postcode, fields.city].filter(Boolean).join(', ');
  const said = fields[field as keyof PersonFields];
  return typeof said === 'string' ? said : '';
}
