import { type Database, sql } from '#platform/database';

export type Verdict = 'same' | 'different' | 'unsure';
export type ActKind = 'decide' | 'accept' | 'merge' | 'unmerge' | 'undo';

/** What holds of a pair now. */
export type PairVerdict = {
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
  readonly actId: number;
};

/** What an act says of a pair; the probability is what the model said then, null when it said nothing. */
export type Decision = {
  readonly low: number;
  readonly high: number;
  readonly verdict: Verdict;
  readonly probability: number | null;
};

/** What an act in bulk was about: what an import joined, what a model joined, pairs of a range of probability (under a model). */
export type ActScope =
  | { readonly importId: number }
  | { readonly modelId: number; readonly from?: number; readonly below?: number };

export type Act = {
  readonly actId: number;
  readonly kind: ActKind;
  /** Of an act in bulk; null for others. */
  readonly scope: ActScope | null;
  readonly undoes: number | null;
  /** The act that took this one back. */
  readonly undoneBy: number | null;
  readonly note: string;
  readonly by: string;
  readonly at: Date;
  readonly pairs: number;
};

/** What holds now of all pairs these persons are in, with anybody. */
export async function verdictsOf(db: Database, personIds: readonly number[]): Promise<PairVerdict[]> {
  if (personIds.length === 0) return [];
  const { rows } = await sql<PairVerdict>`
    select low, high, verdict, act_id as "actId" from identify.match_verdict where low = any (${personIds}::bigint[])
    union
    select low, high, verdict, act_id as "actId" from identify.match_verdict where high = any (${personIds}::bigint[])
  `.execute(db);
  return rows;
}

/** Writes an act with what it says; it is never rewritten. Gives its number. */
export async function insertAct(
  trx: Database,
  act: {
    readonly kind: ActKind;
    readonly undoes?: number;
    readonly scope?: ActScope;
    readonly note: string;
    readonly by: string;
    readonly at: Date;
    readonly decisions: readonly Decision[];
  },
): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into identify.match_act (kind, undoes, scope, note, acted_by, acted_at)
    values (${act.kind}, ${act.undoes ?? null}, ${act.scope === undefined ? null : JSON.stringify(act.scope)}::jsonb,
      ${act.note}, ${act.by}, ${act.at}) returning act_id as id
  `.execute(trx);
  const id = rows[0]?.id ?? 0;
  for (let from = 0; from < act.decisions.length; from += rowsAtOnce)
    await insertDecisions(trx, id, act.decisions.slice(from, from + rowsAtOnce));
  return id;
}

const rowsAtOnce = 50_000;

async function insertDecisions(trx: Database, actId: number, decisions: readonly Decision[]): Promise<void> {
  await sql`
    insert into identify.match_decision (act_id, low, high, verdict, probability)
    select ${actId}, * from unnest(${decisions.map(({ low }) => low)}::bigint[],
      ${decisions.map(({ high }) => high)}::bigint[], ${decisions.map(({ verdict }) => verdict)}::text[],
      ${decisions.map(({ probability }) => probability)}::real[])
  `.execute(trx);
}

const actColumns = sql`
  a.act_id as "actId", a.kind, a.scope, a.undoes, u.act_id as "undoneBy", a.note, a.acted_by as "by", a.acted_at as "at",
  (select count(*) from identify.match_decision d where d.act_id = a.act_id) as pairs
  from identify.match_act a left join identify.match_act u on u.undoes = a.act_id`;

export async function findAct(db: Database, actId: number): Promise<Act | undefined> {
  const { rows } = await sql<Act>`select ${actColumns} where a.act_id = ${actId}`.execute(db);
  return rows[0];
}

/** The last act of somebody that may be undone. */
export async function lastActBy(db: Database, by: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select act_id as id from identify.match_act a
    where acted_by = ${by} and kind <> 'undo' and not exists (select from identify.match_act u where u.undoes = a.act_id)
    order by act_id desc limit 1
  `.execute(db);
  return rows[0]?.id;
}

/** Acts, latest first, from before a number on. */
export async function listActs(db: Database, before: number | null, limit: number): Promise<Act[]> {
  const { rows } = await sql<Act>`
    select ${actColumns} where ${before}::bigint is null or a.act_id < ${before}::bigint order by a.act_id desc limit ${limit}
  `.execute(db);
  return rows;
}

/** What an act said. */
export async function decisionsOfAct(db: Database, actId: number): Promise<Decision[]> {
  const { rows } = await sql<Decision>`
    select low, high, verdict, probability::float8 as probability from identify.match_decision where act_id = ${actId}
    order by low, high
  `.execute(db);
  return rows;
}

/** The pairs somebody looked at and could tell, as they hold now. */
export async function readLabels(db: Database): Promise<{ low: number; high: number; same: boolean }[]> {
  const { rows } = await sql<{ low: number; high: number; same: boolean }>`
    select v.low, v.high, v.verdict = 'same' as same
    from identify.match_verdict v join identify.match_decision d using (low, high, act_id)
    where d.probability is not null and v.verdict <> 'unsure' order by v.low, v.high
  `.execute(db);
  return rows;
}
