import { type Database, sql } from '#platform/database';
import type { Task, TaskOfCustomer } from './api.ts';

type Row = Omit<Task, 'createdAt' | 'endedAt' | 'owner'> & {
  createdAt: Date;
  endedAt: Date | null;
  ownerId: number | null;
  ownerName: string;
};
const columns = sql`t.task_id as "taskId", t.person_id as "personId", t.title, t.owner_id as "ownerId",
  t.owner_name as "ownerName", t.due_on as "dueOn", t.state, t.created_by as "createdBy", t.created_at as "createdAt",
  t.ended_by as "endedBy", t.ended_at as "endedAt"`;

function taskOf<More>({ ownerId, ownerName, ...row }: Row & More) {
  return {
    ...row,
    owner: { accountId: ownerId, name: ownerName },
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

export type TaskOwner = { readonly accountId: number | null; readonly name: string };

export async function insertTask(
  db: Database,
  task: {
    readonly personId: number;
    readonly title: string;
    readonly owner: TaskOwner;
    readonly dueOn: string | null;
    readonly by: string;
    readonly at: Date;
  },
): Promise<Task | undefined> {
  const { rows } = await sql<Row>`
    insert into identify.task as t (person_id, title, owner_id, owner_name, due_on, state, created_by, created_at)
    values (${task.personId}, ${task.title}, ${task.owner.accountId}, ${task.owner.name}, ${task.dueOn}, 'open', ${task.by}, ${task.at})
    returning ${columns}`.execute(db);
  return rows.map(taskOf)[0];
}

/** Changes what is given. A task ended keeps who ended it first; opened again it forgets. */
export async function updateTask(
  db: Database,
  change: {
    readonly taskId: number;
    readonly title?: string | undefined;
    readonly owner?: TaskOwner | undefined;
    readonly dueOn?: string | null | undefined;
    readonly state?: Task['state'] | undefined;
    readonly by: string;
    readonly at: Date;
  },
): Promise<Task | undefined> {
  const { title, owner, dueOn, state } = change;
  const ends = state === 'done' || state === 'dropped';
  const { rows } = await sql<Row>`
    update identify.task as t set
      title = coalesce(${title ?? null}::text, t.title),
      owner_id = ${owner === undefined ? sql`t.owner_id` : owner.accountId},
      owner_name = coalesce(${owner?.name ?? null}::text, t.owner_name),
      due_on = ${dueOn === undefined ? sql`t.due_on` : sql`${dueOn}::date`},
      state = coalesce(${state ?? null}::text, t.state),
      ended_by = ${ends ? sql`coalesce(t.ended_by, ${change.by}::text)` : state === 'open' ? null : sql`t.ended_by`},
      ended_at = ${ends ? sql`coalesce(t.ended_at, ${change.at}::timestamptz)` : state === 'open' ? null : sql`t.ended_at`}
    where t.task_id = ${change.taskId} returning ${columns}`.execute(db);
  return rows.map(taskOf)[0];
}

/** What is to do for these persons, the most pressing first, then the last twenty ended. */
export async function tasksOfPersons(db: Database, personIds: readonly number[]): Promise<Task[]> {
  const { rows } = await sql<Row>`
    select ${columns} from identify.task t where t.person_id = any (${personIds}::bigint[])
    order by (t.state <> 'open'), t.ended_at desc nulls first, t.due_on nulls last, t.task_id limit 120`.execute(
    db,
  );
  const ended = rows.filter((row) => row.state !== 'open').slice(0, 20);
  return [...rows.filter((row) => row.state === 'open'), ...ended].map(taskOf);
}

/** Tasks of an owner (or everybody's), the most pressing first, each with its customer of today. */
export async function selectTasks(
  db: Database,
  asked: {
    readonly ownerId: number | undefined;
    readonly state: Task['state'];
    readonly limit: number;
    readonly offset: number;
  },
): Promise<{ items: TaskOfCustomer[]; total: number }> {
  const owner = asked.ownerId === undefined ? sql`true` : sql`t.owner_id = ${asked.ownerId}`;
  const { rows } = await sql<Row & { customerId: number; customerName: string | null; total: number }>`
    select ${columns}, coalesce(o.customer_id, t.person_id) as "customerId",
           nullif(concat_ws(' ', c.given_name, c.family_name), '') as "customerName", count(*) over () as total
    from identify.task t left join identify.customer_of o using (person_id)
    left join identify.customer c on c.customer_id = coalesce(o.customer_id, t.person_id)
    where t.state = ${asked.state} and ${owner}
    order by t.due_on nulls last, t.task_id limit ${asked.limit} offset ${asked.offset}`.execute(db);
  return {
    items: rows.map(taskOf),
    total: rows[0]?.total ?? 0,
  };
}
