import { type Database, sql } from '#platform/database';
import type { CostModel } from './api.ts';

export type StoredCostModel = {
  readonly costModelId: number;
  readonly name: string;
  readonly kind: 'actual' | 'what-if';
  readonly definition: CostModel;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
};

const columns = sql`
  cost_model_id as "costModelId", name, kind, definition, version, changed_by as "changedBy", changed_at as "changedAt"
`;

/** The model in force first, then the what-if copies, newest first. */
export async function listCostModels(db: Database): Promise<StoredCostModel[]> {
  const { rows } = await sql<StoredCostModel>`
    select ${columns} from differentiate.cost_model
    where archived_at is null order by kind <> 'actual', cost_model_id desc
  `.execute(db);
  return rows;
}

/** The model in force; undefined before anybody said a cost. */
export async function selectActualModel(db: Database): Promise<StoredCostModel | undefined> {
  const { rows } = await sql<StoredCostModel>`
    select ${columns} from differentiate.cost_model where kind = 'actual'
  `.execute(db);
  return rows[0];
}

export async function selectCostModel(db: Database, id: number): Promise<StoredCostModel | undefined> {
  const { rows } = await sql<StoredCostModel>`
    select ${columns} from differentiate.cost_model where cost_model_id = ${id} and archived_at is null
  `.execute(db);
  return rows[0];
}

type NewModel = { name: string; kind: 'actual' | 'what-if'; definition: CostModel; by: string; at: Date };

export async function insertCostModel(db: Database, model: NewModel): Promise<StoredCostModel> {
  const definition = JSON.stringify(model.definition);
  const { rows } = await sql<StoredCostModel>`
    with made as (
      insert into differentiate.cost_model (name, kind, definition, changed_by, created_at, changed_at)
      values (${model.name}, ${model.kind}, ${definition}::jsonb, ${model.by}, ${model.at}, ${model.at})
      on conflict do nothing
      returning *
    ), kept as (
      insert into differentiate.cost_model_version (cost_model_id, version, definition, changed_by, changed_at)
      select cost_model_id, version, definition, changed_by, changed_at from made
    )
    select ${columns} from made
  `.execute(db);
  const [stored] = rows;
  if (stored === undefined) throw new Error('Two began the costs in force at once: ask again.');
  return stored;
}

/** The next version of a model; undefined when its version is no longer the one that was read. */
export async function updateCostModel(
  db: Database,
  change: { costModelId: number; version: number; definition: CostModel; by: string; at: Date },
): Promise<StoredCostModel | undefined> {
  const { rows } = await sql<StoredCostModel>`
    with changed as (
      update differentiate.cost_model
      set definition = ${JSON.stringify(change.definition)}::jsonb, version = version + 1,
          changed_by = ${change.by}, changed_at = ${change.at}
      where cost_model_id = ${change.costModelId} and version = ${change.version} and archived_at is null
      returning *
    ), kept as (
      insert into differentiate.cost_model_version (cost_model_id, version, definition, changed_by, changed_at)
      select cost_model_id, version, definition, changed_by, changed_at from changed
    )
    select ${columns} from changed
  `.execute(db);
  return rows[0];
}

/** Puts a what-if copy away; the model in force stays. */
export async function archiveCostModel(db: Database, id: number, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update differentiate.cost_model set archived_at = ${at}
    where cost_model_id = ${id} and kind = 'what-if' and archived_at is null returning 1
  `.execute(db);
  return rows.length > 0;
}
