import { type Database, sql } from '../../platform/database/index.ts';
import type { DemoReport } from './demo-report.ts';

/** How far the demo of a data folder is: each step is done once, a cut one is done again. */
export type DemoState = {
  readonly seed: number;
  readonly people: number;
  readonly launchAt: string;
  readonly step: 'begun' | 'imported' | 'sent' | 'reacted' | 'done';
  readonly campaignId: number | null;
  readonly report: DemoReport | null;
};

const key = 'demo.state';

export async function readDemoState(db: Database): Promise<DemoState | undefined> {
  const { rows } = await sql<{
    value: DemoState;
  }>`select value from platform.setting where key = ${key}`.execute(db);
  return rows[0]?.value;
}

export async function writeDemoState(db: Database, state: DemoState): Promise<DemoState> {
  await sql`
    insert into platform.setting (key, value, changed_by) values (${key}, ${JSON.stringify(state)}::jsonb, 'demo')
    on conflict (key) do update set value = excluded.value, changed_at = now()`.execute(db);
  return state;
}
