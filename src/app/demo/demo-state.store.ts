import type { Database } from '../../platform/database/index.ts';
import { readSetting, saveSetting } from '../../platform/settings/index.ts';
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
  return (await readSetting(db, key)) as DemoState | undefined;
}

export async function writeDemoState(db: Database, state: DemoState): Promise<DemoState> {
  await saveSetting(db, { key, value: state, by: 'demo', at: new Date(state.launchAt) });
  return state;
}
