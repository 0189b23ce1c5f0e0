import type { BlockingReport, SavedMatching } from '#analytics/matching';
import { type Database, sql } from '#platform/database';

/** A model as people see it. */
export type ModelSummary = {
  readonly modelId: number;
  readonly state: 'building' | 'in force' | 'retired';
  readonly learntAt: Date;
  readonly learntBy: string;
  /** Persons and links it was learnt with. */
  readonly persons: number;
  readonly links: number;
  readonly report: BlockingReport;
};

/** A model at work. */
export type StoredModel = { readonly modelId: number; readonly saved: SavedMatching };

const summary = sql`
  model_id as "modelId", state, learnt_at as "learntAt", learnt_by as "learntBy", persons, links, report
  from identify.match_model`;

/** Every model there was, latest first. */
export async function listModels(db: Database): Promise<ModelSummary[]> {
  const { rows } = await sql<ModelSummary>`select ${summary} order by model_id desc`.execute(db);
  return rows;
}

/** The model in force, if any, as people see it. */
export async function findModelInForce(db: Database): Promise<ModelSummary | undefined> {
  const { rows } = await sql<ModelSummary>`select ${summary} where state = 'in force'`.execute(db);
  return rows[0];
}

/** Definitions do not change: the one last read is kept, by the key that no other model of any database has. */
let lastRead: { readonly key: string; readonly saved: SavedMatching } | undefined;

/** The model in force, ready to weigh; undefined before the first one was learnt. */
export async function loadModelInForce(db: Database): Promise<StoredModel | undefined> {
  const { rows } = await sql<{ modelId: number; key: string }>`
    select model_id as "modelId", model_key as key from identify.match_model where state = 'in force'`.execute(
    db,
  );
  const [found] = rows;
  if (found === undefined) return undefined;
  if (lastRead?.key !== found.key) {
    const { rows: definitions } = await sql<{ saved: SavedMatching }>`
      select definition as saved from identify.match_model where model_id = ${found.modelId}`.execute(db);
    if (definitions[0] === undefined) return undefined;
    lastRead = { key: found.key, saved: definitions[0].saved };
  }
  return { modelId: found.modelId, saved: lastRead.saved };
}

/** Begins a model that nobody uses yet; what an interrupted run left of another goes. */
export async function beginModel(
  db: Database,
  input: {
    readonly saved: SavedMatching;
    readonly report: BlockingReport;
    readonly persons: number;
    readonly links: number;
    readonly by: string;
    readonly at: Date;
  },
): Promise<number> {
  const { rows: left } = await sql<{ id: number }>`
    select model_id as id from identify.match_model where state = 'building'`.execute(db);
  for (const { id } of left) {
    await dropRowsOfModel(db, id);
    await sql`delete from identify.match_model where model_id = ${id}`.execute(db);
  }
  const { rows } = await sql<{ id: number }>`
    insert into identify.match_model (state, learnt_at, learnt_by, persons, links, report, definition)
    values ('building', ${input.at}, ${input.by}, ${input.persons}, ${input.links},
      ${JSON.stringify(input.report)}::jsonb, ${JSON.stringify(input.saved)}::jsonb)
    returning model_id as id
  `.execute(db);
  return rows[0]?.id ?? 0;
}

/** Makes a model the one in force; the one before is retired. */
export async function putInForce(trx: Database, modelId: number): Promise<void> {
  await sql`update identify.match_model set state = 'retired' where state = 'in force'`.execute(trx);
  await sql`update identify.match_model set state = 'in force' where model_id = ${modelId}`.execute(trx);
}

/** Removes what was derived under models that are not used any more. Their definitions stay: decisions were taken under them. */
export async function dropRowsOfRetired(db: Database): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select model_id as id from identify.match_model m where state = 'retired'
      and (exists (select from identify.match_link l where l.model_id = m.model_id)
        or exists (select from identify.match_person p where p.model_id = m.model_id))`.execute(db);
  for (const { id } of rows) await dropRowsOfModel(db, id);
}

async function dropRowsOfModel(db: Database, modelId: number): Promise<void> {
  await sql`delete from identify.match_link where model_id = ${modelId}`.execute(db);
  await sql`delete from identify.match_crowded where model_id = ${modelId}`.execute(db);
  await sql`delete from identify.match_person where model_id = ${modelId}`.execute(db);
}
