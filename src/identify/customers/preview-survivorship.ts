import type { Database } from '#platform/database';
import { type Outcome, isRefusal } from '#platform/errors';
import type { Survivorship, SurvivorshipPreview } from './api.ts';
import { refuseUnknownSources } from './change-survivorship.ts';
import { readPersonsOf } from './find-customer.ts';
import { type GoldenRecord, goldenRecord, partOf } from './golden-record.ts';
import type { PersonRecord } from './person.ts';
import { loadPersons, loadRecords } from './persons.store.ts';
import { drawSeveral, readGoldenBy } from './survivorship.store.ts';

const looked = 2000;
const examplesMost = 12;

/** What other rules of survivorship would change, and for whom, on a draw of the customers with several records; changes nothing. */
export async function previewSurvivorship(
  db: Database,
  rules: Survivorship,
): Promise<Outcome<SurvivorshipPreview>> {
  const refusal = await refuseUnknownSources(db, rules);
  if (isRefusal(refusal)) return refusal;
  const { several, customerIds } = await drawSeveral(db, looked);
  const recordsOf = await readRecordsOf(db, customerIds);
  const sources = await readSourcesOf(db, [...recordsOf.values()].flat());
  const now = await readGoldenBy(db, (person) => sources.get(person));
  const then = { ...now, rules };
  const byPart: Record<string, number> = {};
  const examples: SurvivorshipPreview['examples'] = [];
  let changed = 0;
  for (const [customerId, records] of recordsOf) {
    const differing = differences(goldenRecord(records, now), goldenRecord(records, then));
    if (differing.length > 0) changed += 1;
    for (const part of new Set(differing.map(({ field }) => partOf(field).part)))
      byPart[part] = (byPart[part] ?? 0) + 1;
    for (const difference of differing)
      if (examples.length < examplesMost) examples.push({ customerId, ...difference });
  }
  return { several, looked: recordsOf.size, changed, byPart, examples };
}

async function readRecordsOf(
  db: Database,
  customerIds: readonly number[],
): Promise<Map<number, PersonRecord[]>> {
  const persons = await readPersonsOf(db, customerIds);
  const records = await loadRecords(db, [...persons.values()].flat());
  return new Map(
    [...persons].map(([customerId, ids]) => [customerId, ids.flatMap((id) => records.get(id) ?? [])]),
  );
}

async function readSourcesOf(db: Database, records: readonly PersonRecord[]): Promise<Map<number, number>> {
  const ids = [...new Set(records.map(({ personId }) => personId))];
  return new Map((await loadPersons(db, ids)).map(({ personId, sourceId }) => [personId, sourceId]));
}

type Difference = { readonly field: string; readonly before: string | null; readonly after: string | null };

function differences(before: GoldenRecord, after: GoldenRecord): Difference[] {
  const [old, next] = [values(before), values(after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field) ?? null, next.get(field) ?? null];
    return was === is ? [] : [{ field, before: was, after: is }];
  });
}

const values = ({ fields, other }: GoldenRecord) =>
  new Map<string, string>([...Object.entries(fields), ...Object.entries(other)]);
