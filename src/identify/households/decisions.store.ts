import { type Database, sql } from '#platform/database';
import type { HouseholdDecision } from './household.ts';

/** A decision as it was taken, about persons. */
export type StoredDecision = {
  readonly decisionId: number;
  readonly personId: number;
  readonly withPersonId: number | null;
  readonly note: string;
  readonly decidedBy: string;
  readonly decidedAt: Date;
  readonly undoneAt: Date | null;
};

const columns = sql`
  decision_id as "decisionId", person_id as "personId", with_person_id as "withPersonId", note, decided_by as "decidedBy",
  decided_at as "decidedAt", undone_at as "undoneAt"`;

export async function insertDecision(
  trx: Database,
  decision: {
    readonly personId: number;
    readonly withPersonId: number | null;
    readonly note: string;
    readonly by: string;
    readonly at: Date;
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into identify.household_decision (person_id, with_person_id, note, decided_by, decided_at)
    values (${decision.personId}, ${decision.withPersonId}, ${decision.note}, ${decision.by}, ${decision.at})
    returning decision_id as id
  `.execute(trx);
  return rows[0]?.id ?? 0;
}

export async function findDecision(db: Database, decisionId: number): Promise<StoredDecision | undefined> {
  const { rows } = await sql<StoredDecision>`
    select ${columns} from identify.household_decision where decision_id = ${decisionId}::bigint
  `.execute(db);
  return rows[0];
}

/** Undoes a decision unless it was undone before. */
export async function endDecision(
  trx: Database,
  undoing: { readonly decisionId: number; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    update identify.household_decision set undone_by = ${undoing.by}, undone_at = ${undoing.at}
    where decision_id = ${undoing.decisionId} and undone_at is null
  `.execute(trx);
}

/** The decisions about any of these persons, the latest first, undone ones included. */
export async function decisionsAbout(db: Database, personIds: readonly number[]): Promise<StoredDecision[]> {
  const { rows } = await sql<StoredDecision>`
    select ${columns} from identify.household_decision
    where person_id = any (${personIds}::bigint[]) order by decision_id desc limit 20
  `.execute(db);
  return rows;
}

/**
 * Every decision that counts, about the customers its persons are now; one about somebody who is no more is left out, as is one that
 * names two persons who became one customer.
 */
export async function activeDecisions(db: Database): Promise<HouseholdDecision[]> {
  const { rows } = await sql<HouseholdDecision>`
    select decision_id as "decisionId", mine.customer_id as "customerId", fellow.customer_id as "withCustomerId"
    from identify.household_decision d
    left join identify.customer_of o on o.person_id = d.person_id
    join identify.customer mine on mine.customer_id = coalesce(o.customer_id, d.person_id)
    left join identify.customer_of p on p.person_id = d.with_person_id
    left join identify.customer fellow on fellow.customer_id = coalesce(p.customer_id, d.with_person_id)
    where d.undone_at is null and (d.with_person_id is null or fellow.customer_id <> mine.customer_id)
  `.execute(db);
  return rows;
}

/** Removes what was decided about persons who are erased. */
export async function forgetHouseholdDecisions(trx: Database, personIds: readonly number[]): Promise<void> {
  await sql`
    delete from identify.household_decision
    where person_id = any (${personIds}::bigint[]) or with_person_id = any (${personIds}::bigint[])
  `.execute(trx);
}
