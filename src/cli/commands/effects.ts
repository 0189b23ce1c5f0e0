import type { Command } from 'commander';
import {
  type EffectReport,
  listEffects,
  listOutsideCampaigns,
  measureCampaign,
  measureOutsideCampaign,
} from '#evaluate/effects';
import { isRefusal, type Outcome, refuse } from '../../platform/errors/index.ts';
import { answer, endOn, table } from '../output.ts';
import { withApp } from '../with-app.ts';

type ShowOptions = {
  source?: string;
  campaign?: string;
  control: string;
  days: string;
  response: string;
  cost: string;
  confidence: string;
  json?: boolean;
};

/** `chacun effects`: what campaigns changed. */
export function addEffectsCommand(program: Command): void {
  const effects = program
    .command('effects')
    .description('what campaigns changed, against their control group');
  effects
    .command('show [campaignId]')
    .description(
      'treated against control, with intervals; a campaign of ours by its number, another by --source and --campaign',
    )
    .option('--source <name>', 'the source of an imported campaign')
    .option('--campaign <key>', 'its key in that source')
    .option('--control <arm>', 'which arm is the control', 'control')
    .option('--days <n>', 'length of the window', '14')
    .option('--response <what>', '"order", or a type of event', 'order')
    .option('--cost <amount>', 'cost of one contact', '0')
    .option('--confidence <share>', 'of the intervals', '0.95')
    .option('--json', 'one JSON document')
    .action((campaignId: string | undefined, options: ShowOptions, command: Command) =>
      show(campaignId, options, command),
    );
  effects
    .command('list')
    .description('campaigns of ours that were launched, and imported ones that can be compared')
    .option('--limit <n>', 'how many of ours, the latest first', '20')
    .option('--json', 'one JSON document')
    .action((options: { limit: string; json?: boolean }, command: Command) => list(options, command));
}

function list(options: { limit: string; json?: boolean }, command: Command): Promise<void> {
  return withApp(command, async (app) => {
    const { database, warehouse } = app.engines;
    const needs = { ...app.engines, clock: app.clock, currency: app.config.currency };
    const measure = (campaignId: number) => measureCampaign({ campaignId }, needs);
    const own = await listEffects(
      { db: database.db, measure },
      { limit: Math.max(1, Math.floor(number(options.limit, 'limit'))) },
    );
    const outside = await listOutsideCampaigns({ db: database.db, warehouse });
    const ours = own.items.map(ownLine);
    const theirs = outside.map(({ arms, ...rest }) => ({
      ...rest,
      arms: arms.map(({ arm, persons }) => `${arm}: ${persons}`).join(', '),
    }));
    answer(
      { items: own.items, total: own.total, outside },
      {
        json: options.json ?? false,
        text: () =>
          [
            ours.length === 0 ? 'No campaign was launched yet.' : table(ours),
            theirs.length === 0 ? 'No imported campaign names its arms.' : table(theirs),
          ].join('\n\n'),
      },
    );
  });
}

type OwnCampaign = Awaited<ReturnType<typeof listEffects>>['items'][number];

function ownLine({ campaignId, name, launchedAt, effect }: OwnCampaign) {
  const between = (one: { low: number; high: number } | null | undefined) =>
    one ? `${one.low.toFixed(2)} … ${one.high.toFixed(2)}` : '';
  return {
    campaign: campaignId,
    name,
    launched: launchedAt.slice(0, 10),
    treated: effect?.treated ?? '',
    control: effect?.control ?? '',
    margin: effect?.margin?.estimate.toFixed(4) ?? '',
    interval: between(effect?.margin),
    profit: effect?.profit?.estimate.toFixed(2) ?? '',
    verdict: effect?.verdict ?? 'not measurable yet',
  };
}

function show(campaignId: string | undefined, options: ShowOptions, command: Command): Promise<void> {
  return withApp(command, async (app) => {
    const needs = {
      ...app.engines,
      db: app.engines.database.db,
      clock: app.clock,
      currency: app.config.currency,
    };
    const confidence = number(options.confidence, 'confidence');
    const { source, campaign } = options;
    let report: Outcome<EffectReport>;
    if (campaignId !== undefined) {
      report = await measureCampaign({ campaignId: number(campaignId, 'campaign'), confidence }, needs);
    } else if (source !== undefined && campaign !== undefined) {
      const { control, response } = options;
      const [windowDays, costPerContact] = [number(options.days, 'days'), number(options.cost, 'cost')];
      report = await measureOutsideCampaign(
        { source, campaign, control, windowDays, response, costPerContact, confidence },
        needs,
      );
    } else {
      report = refuse(
        'invalid',
        'which-campaign',
        'Give the number of a campaign, or --source and --campaign of an imported one.',
      );
    }
    if (isRefusal(report)) return endOn(report);
    const found = report;
    return answer(found, { json: options.json ?? false, text: () => tell(found) });
  });
}

function number(text: string, name: string): number {
  const value = Number(text);
  return Number.isFinite(value) && value >= 0
    ? value
    : endOn(refuse('invalid', 'not-a-number', `--${name}: "${text}" is no number.`));
}

function tell(report: EffectReport): string {
  if (report.refusal !== null) return report.refusal.message;
  return report.effects
    .map((effect) => {
      const rows = (['response', 'orders', 'netSales', 'margin'] as const).map((measure) => {
        const measured = effect[measure];
        if ('refused' in measured) return { measure, treated: measured.message };
        const { treated, control, estimate, interval } = measured.difference;
        const shown = (value: number) => value.toFixed(6);
        return {
          measure,
          treated: shown(treated.mean),
          control: shown(control.mean),
          difference: shown(estimate),
          interval: `${shown(interval.low)} … ${shown(interval.high)}`,
          verdict: measured.verdict,
        };
      });
      return `${effect.arm}: ${effect.treated} treated, ${effect.control} control\n${table(rows)}\n${effect.headline.en}`;
    })
    .join('\n\n');
}
