import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { refreshValues } from '#differentiate/value';
import { runMatching } from '#identify/review';
import { createMarket, type Market, marketFiles, orderLinesFile, SOURCES, trueEffect } from '#market';
import { measureCampaign } from '#evaluate/effects';
import type { Letterbox } from '../../adapters/letterbox/index.ts';
import { orThrow } from '../../platform/errors/index.ts';
import { callRoute } from '../call-route.ts';
import type { App } from '../open-app.ts';
import { buildServer } from '../serve.ts';
import { snapshotParts } from '../snapshot-parts.ts';
import { countPeople, readAssigned } from './assigned.store.ts';
import { demoTest, runDemoCampaign } from './demo-campaign.ts';
import { sayDemoCosts } from './demo-costs.ts';
import type { DemoClock } from './demo-clock.ts';
import type { DemoReport } from './demo-report.ts';
import { type DemoState, readDemoState, writeDemoState } from './demo-state.store.ts';
import { addCounts, importMarketFile, type LineCounts, type Step, writeMarketFile } from './import-market.ts';
import { assignedPeople, everybodyReacts, reactToLetters } from './react.ts';

export type DemoNeeds = {
  readonly app: App;
  readonly clock: DemoClock;
  readonly letterbox: Letterbox;
  readonly step: Step;
};

/** Where the demo begins, or where an earlier run of it was cut: its size and dates are those of the first run. */
export async function beginDemo(
  app: App,
  wanted: { seed: number; people: number; launchAt: Date },
): Promise<DemoState> {
  const { db } = app.engines.database;
  const found = await readDemoState(db);
  const begun = {
    ...wanted,
    launchAt: wanted.launchAt.toISOString(),
    step: 'begun',
    campaignId: null,
    report: null,
  } as const;
  return found ?? writeDemoState(db, begun);
}

/**
 * Lives through the whole loop once: a market is made and its files imported, customers are valued, a campaign is sent to
 * a letterbox, the simulated people react, and the effect is measured against the truth. A run that was cut goes on.
 */
export async function runDemo(state: DemoState, needs: DemoNeeds): Promise<DemoReport> {
  const { app, clock, step } = needs;
  const launchAt = new Date(state.launchAt);
  const market = createMarket({ seed: state.seed, people: state.people, until: state.launchAt.slice(0, 10) });
  const folder = join(app.engines.folder.files, 'demo');
  clock.set(launchAt);
  const lines = await importAll(market, folder, needs);
  await matchAll(app, step);
  await sayDemoCosts(app, state);
  await refreshAll(app, step);
  await app.start();
  const campaignId = await runDemoCampaign(app, step);
  await app.jobs.stop();
  const lived = await liveOn(market, { ...state, campaignId }, folder, needs);
  await matchAll(app, step);
  await refreshAll(app, step);
  const report = await tell(
    market,
    { ...state, campaignId },
    { ...lived, lines: addCounts([...lines, ...lived.lines]), files: lines.length + lived.lines.length },
    app,
  );
  await writeDemoState(app.engines.database.db, { ...state, campaignId, step: 'done', report });
  await rm(folder, { recursive: true, force: true });
  return report;
}

async function importAll(market: Market, folder: string, { app, step }: DemoNeeds): Promise<LineCounts[]> {
  const counts: LineCounts[] = [];
  for (const file of marketFiles(market).filter(({ kind }) => kind !== 'truth')) {
    step(`Write ${file.name}`, 0, null);
    counts.push(await importMarketFile(app, file, await writeMarketFile(file, folder), step));
  }
  return counts;
}

/** Who is who, as after any import. */
async function matchAll({ engines, clock }: App, step: Step): Promise<void> {
  await runMatching(
    { server: engines.database, clock },
    { by: 'demo', onStep: async (done, total) => step('Match records', done, total) },
  );
}

async function refreshAll(app: App, step: Step): Promise<void> {
  await app.relay.flush();
  const { database, warehouse } = app.engines;
  await refreshValues(
    { server: database, warehouse, clock: app.clock, parts: snapshotParts(app) },
    { onStep: async (done, total) => step('Value customers', done, total) },
  );
}

type Lived = { letters: number; reactions: Record<string, number>; lines: LineCounts[] };

/** The window of the campaign: letters are read, links followed, orders placed and imported. */
async function liveOn(
  market: Market,
  state: DemoState & { campaignId: number },
  folder: string,
  needs: DemoNeeds,
): Promise<Lived> {
  const { app, clock, letterbox, step } = needs;
  const campaign = marketCampaign(state);
  const assigned = assignedPeople(market, await readAssigned(app.engines.database.db, state.campaignId));
  const reactions = [...everybodyReacts(market, campaign, assigned)];
  const server = await buildServer(app);
  const address = await server.listen({ port: app.config.port, host: app.config.host });
  const followed = await reactToLetters({ letterbox, reactions, assigned, address }, { clock, step });
  await server.close();
  clock.set(new Date(Date.parse(state.launchAt) + (demoTest.windowDays + 1) * 86_400_000));
  const lines: LineCounts[] = [];
  for (const source of SOURCES) {
    const file = orderLinesFile(`reactions-${source}`, source, () =>
      reactions.flatMap(({ orders }) => orders),
    );
    lines.push(await importMarketFile(app, file, await writeMarketFile(file, folder), step));
  }
  return { ...followed, lines };
}

const marketCampaign = (state: DemoState) => ({
  id: `demo-${state.seed}`,
  sentAt: state.launchAt,
  windowDays: demoTest.windowDays,
  discountPercent: demoTest.discountPercent,
});

type Counts = {
  counts: { state: string; reason: string | null; arm: string; count: number }[];
  planned: number;
};

async function tell(
  market: Market,
  state: DemoState & { campaignId: number },
  lived: Omit<Lived, 'lines'> & { lines: LineCounts; files: number },
  app: App,
): Promise<DemoReport> {
  const { db } = app.engines.database;
  await app.relay.flush();
  const report = orThrow(
    await measureCampaign(
      { campaignId: state.campaignId },
      { ...app.engines, clock: app.clock, currency: app.config.currency },
    ),
  );
  const effect = report.effects[0];
  const margin = effect === undefined || 'refused' in effect.margin ? undefined : effect.margin.difference;
  const profit = effect === undefined || 'refused' in effect.profit ? undefined : effect.profit;
  const rows = await readAssigned(db, state.campaignId);
  const treated = new Set(rows.filter(({ arm }) => arm === 'treated').map(({ customerId }) => customerId))
    .size;
  const truth = trueEffect({
    market,
    campaign: marketCampaign(state),
    assigned: assignedPeople(market, rows).values(),
  });
  const share = treated === 0 ? 0 : truth.contacted / treated;
  const { counts, planned } = orThrow(
    await callRoute<Counts>(app, {
      method: 'GET',
      path: '/api/v1/campaigns/{id}/progress',
      params: { id: state.campaignId },
    }),
  );
  const count = (which: (each: Counts['counts'][number]) => boolean) =>
    counts.filter(which).reduce((sum, each) => sum + each.count, 0);
  return {
    people: state.people,
    seed: state.seed,
    files: lived.files,
    lines: lived.lines,
    ...(await countPeople(db)),
    audience: planned,
    sent: count((each) => each.state === 'handed over' || each.state === 'delivered'),
    control: count((each) => each.arm === 'control'),
    skipped: skippedBy(counts),
    letters: lived.letters,
    reactions: lived.reactions,
    effect: margin === undefined ? null : { estimate: margin.estimate, ...margin.interval },
    verdict: effect?.verdict ?? 'too-small-to-tell',
    headline: effect?.headline ?? { fr: report.refusal?.message ?? '', en: report.refusal?.message ?? '' },
    profit:
      profit === undefined
        ? null
        : {
            estimate: profit.estimate,
            ...profit.interval,
            cost: profit.cost,
            roi: profit.roi?.estimate ?? null,
          },
    truth: { effect: truth.knownMarginPerPerson * share, responseRate: truth.responseRate * share },
  };
}

function skippedBy(counts: Counts['counts']): Record<string, number> {
  const skipped: Record<string, number> = {};
  for (const { state, reason, count } of counts) {
    if (state === 'skipped') skipped[reason ?? 'unknown'] = (skipped[reason ?? 'unknown'] ?? 0) + count;
  }
  return skipped;
}
