import { type Database, sql } from '#platform/database';
import type { TimelineEntry } from './api.ts';
import type { Asked } from './timeline.warehouse.ts';

function isAfter({ after }: Asked) {
  if (after === undefined) return sql`true`;
  return sql`(at < ${after.at}::timestamptz or (at = ${after.at}::timestamptz and key < ${after.key}))`;
}

/** Entries after the place asked, not before the day asked, through the channel and holding the text asked. */
const wanted = (asked: Asked, channel: string, text: string) => sql`
  ${isAfter(asked)} and at >= ${asked.from}::timestamptz
  and (${asked.channel}::text = '' or ${sql.raw(channel)} = ${asked.channel}::text)
  and (${asked.search}::text = '' or strpos(lower(${sql.raw(text)}), lower(${asked.search}::text)) > 0)`;

/** PostgreSQL keeps microseconds; the list is ordered by milliseconds, as the warehouse is. */
const milliseconds = (column: string) => sql`date_trunc('milliseconds', ${sql.ref(column)})`;

export async function readConsentEntries(
  db: Database,
  asked: Asked,
): Promise<Extract<TimelineEntry, { kind: 'consent' }>[]> {
  type Row = Omit<Extract<TimelineEntry, { kind: 'consent' }>, 'kind' | 'at'> & { at: Date };
  const { rows } = await sql<Row>`
    select * from (
      select lpad(consent_id::text, 20, '0') collate "C" as key, ${milliseconds('occurred_at')} as at,
             person_id as "personId", channel, purpose, brand, status, source
      from identify.consent where person_id = any (${asked.personIds}::bigint[])
    ) entry where ${wanted(asked, 'channel', "concat_ws(' ', channel, purpose, brand, status, source)")}
    order by at desc, key desc limit ${asked.limit}
  `.execute(db);
  return rows.map((row) => ({ ...row, kind: 'consent', at: row.at.toISOString() }));
}

export async function readRecordEntries(
  db: Database,
  asked: Asked,
): Promise<Extract<TimelineEntry, { kind: 'record' }>[]> {
  type Row = Omit<Extract<TimelineEntry, { kind: 'record' }>, 'kind' | 'at'> & { at: Date };
  const { rows } = await sql<Row>`
    select * from (
      select concat_ws('/', lpad(r.person_id::text, 20, '0'), lpad(r.import_id::text, 20, '0'), lpad(r.line::text, 20, '0'))
               collate "C" as key,
             ${milliseconds('r.recorded_at')} as at, r.person_id as "personId", p.source_id as "sourceId",
             r.import_id as "importId", r.line, r.fields
      from identify.person_record r join identify.person p using (person_id)
      where r.person_id = any (${asked.personIds}::bigint[])
    ) entry where ${wanted(asked, "''", 'fields::text')} order by at desc, key desc limit ${asked.limit}
  `.execute(db);
  return rows.map((row) => ({ ...row, kind: 'record', at: row.at.toISOString() }));
}
