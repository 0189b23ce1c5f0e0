import { type Database, sql } from '#platform/database';
import type { ToDo } from './api.ts';

const linesMax = 12;

type Row = { kind: ToDo['kind']; id: number | null; name: string | null; count: number; at: Date | null };

/** What waits for somebody, newest first: imports of the last 30 days, campaigns at rest, jobs that gave up. */
export async function listToDo(db: Database, now: Date): Promise<ToDo[]> {
  const { rows } = await sql<Row>`
    select kind, id, name, count, at from (
      select case when state = 'failed' then 'import-failed' else 'import-rejects' end as kind,
             import_id as id, file_name as name, rejected as count, coalesce(ended_at, created_at) as at
      from identify.import
      where (state = 'failed' or (state = 'done' and rejected > 0))
        and created_at > ${now}::timestamptz - interval '30 days'
      union all
      select case when state = 'draft' then 'campaign-draft'
                  when trouble is not null then 'campaign-troubled'
                  else 'campaign-paused' end,
             campaign_id, name, 1, changed_at
      from interact.campaign
      where state in ('draft', 'paused') or (state in ('planning', 'sending') and trouble is not null)
      union all
      select 'jobs-failed', null, null, count(*), max(ended_at)
      from platform.job where state = 'failed' and ended_at > ${now}::timestamptz - interval '30 days'
      having count(*) > 0
      union all
      select 'value-never-computed', null, null, 1, null
      where exists (select from identify.customer)
        and not exists (select from differentiate.value_snapshot where state = 'done')
    ) as waiting
    order by at desc nulls first, kind, id
    limit ${linesMax}
  `.execute(db);
  return rows.map((row) => ({ ...row, at: row.at?.toISOString() ?? null }));
}
