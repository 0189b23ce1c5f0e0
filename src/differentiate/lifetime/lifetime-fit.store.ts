import { type Database, sql } from '#platform/database';
import { Fitted, LifetimeSettings } from './api.ts';

export type StoredFit = {
  readonly fitId: number;
  readonly asOf: Date;
  readonly settings: LifetimeSettings;
  readonly currency: string;
  readonly fitted: Fitted | null;
  readonly refusal: { readonly code: string; readonly message: string } | null;
};

const columns = sql`fit_id as "fitId", as_of as "asOf", settings, currency, fitted, refusal`;
/** A fit as it was kept; choices that did not exist then stand as they were made for everybody. */
const read = <Row extends StoredFit>(row: Row): Row => ({
  ...row,
  settings: LifetimeSettings.parse(row.settings),
  fitted: row.fitted && Fitted.parse(row.fitted),
});
const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

/** Keeps a fit, or why there is none. */
export async function insertFit(
  db: Database,
  fit: Omit<StoredFit, 'fitId'> & { at: Date },
): Promise<StoredFit> {
  const { rows } = await sql<StoredFit>`
    insert into differentiate.lifetime_fit (as_of, settings, currency, fitted, refusal, fitted_at)
    values (${fit.asOf}, ${json(fit.settings)}::jsonb, ${fit.currency}, ${json(fit.fitted)}::jsonb,
            ${json(fit.refusal)}::jsonb, ${fit.at})
    returning ${columns}
  `.execute(db);
  const [stored] = rows;
  if (stored === undefined) throw new Error('The new fit was not returned.');
  return stored;
}

/** Fits, the newest first, before one already seen. */
export async function listFits(db: Database, limit: number, before?: number): Promise<StoredFit[]> {
  const { rows } = await sql<StoredFit>`
    select ${columns} from differentiate.lifetime_fit
    where (${before ?? null}::bigint is null or fit_id < ${before ?? null})
    order by fit_id desc limit ${limit}
  `.execute(db);
  return rows.map(read);
}

/** The newest fit made at or before a moment, good or refused. */
export async function newestFit(db: Database, asOf: Date): Promise<StoredFit | undefined> {
  const { rows } = await sql<StoredFit>`
    select ${columns} from differentiate.lifetime_fit where as_of <= ${asOf} order by as_of desc, fit_id desc limit 1
  `.execute(db);
  return rows[0] && read(rows[0]);
}

export type LifetimeForecast = {
  readonly horizonDays: number;
  readonly yearlyDiscount: number;
  readonly marginShare: number | null;
};

/** Notes what a snapshot was forecast with. */
export async function saveForecast(
  db: Database,
  one: { snapshotId: number; fitId: number; forecast: LifetimeForecast },
): Promise<void> {
  await sql`
    insert into differentiate.lifetime_snapshot (snapshot_id, fit_id, forecast)
    values (${one.snapshotId}, ${one.fitId}, ${JSON.stringify(one.forecast)}::jsonb)
    on conflict (snapshot_id) do update set fit_id = excluded.fit_id, forecast = excluded.forecast
  `.execute(db);
}

/** The newest complete snapshot with a forecast, and the fit it was made with. */
export async function newestForecast(
  db: Database,
): Promise<(StoredFit & { snapshotId: number; snapshotAt: Date; forecast: LifetimeForecast }) | undefined> {
  const { rows } = await sql<
    StoredFit & { snapshotId: number; snapshotAt: Date; forecast: LifetimeForecast }
  >`
    select f.fit_id as "fitId", f.as_of as "asOf", f.settings, f.currency, f.fitted, f.refusal,
           l.snapshot_id as "snapshotId", v.as_of as "snapshotAt", l.forecast
    from differentiate.lifetime_snapshot l
    join differentiate.lifetime_fit f using (fit_id) join differentiate.value_snapshot v using (snapshot_id)
    where v.state = 'done' order by l.snapshot_id desc limit 1
  `.execute(db);
  return rows[0] && read(rows[0]);
}
