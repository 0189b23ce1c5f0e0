import type { Command } from 'commander';
import type { z } from 'zod';
import type { RouteCall } from '#app';
import type { EffectReport, EffectsPage, OutsideCampaigns } from '#evaluate/effects/api';
import { refuse } from '../../platform/errors/index.ts';
import { ask } from '../ask-route.ts';
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
    const limit = Math.min(50, Math.max(1, Math.floor(number(options.limit, 'limit'))));
    const own = await ask<EffectsPage>(app, { method: 'GET', path: '/api/v1/effects', query: { limit } });
    const { items: outside } = await ask<z.infer<typeof OutsideCampaigns>>(app, {
      method: 'GET',
      path: '/api/v1/effects/outside',
    });
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

type OwnCampaign = EffectsPage['items'][number];

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
  const call = reportCall(campaignId, options);
  return withApp(command, async (app) => {
    const report = await ask<EffectReport>(app, call);
    return answer(report, { json: options.json ?? false, text: () => tell(report) });
  });
}

function reportCall(campaignId: string | undefined, options: ShowOptions): RouteCall {
  const confidence = number(options.confidence, 'confidence');
  if (campaignId !== undefined)
    return {
      method: 'GET',
      path: '/api/v1/campaigns/{campaignId}/effect',
      params: { campaignId: number(campaignId, 'campaign') },
      query: { confidence },
    };
  const { source, campaign, control, response } = options;
  if (source === undefined || campaign === undefined)
    return endOn(
      refuse(
        'invalid',
        'which-campaign',
        'Give the number of a campaign, or --source and --campaign of an imported one.',
      ),
    );
  const [windowDays, costPerContact] = [number(options.days, 'days'), number(options.cost, 'cost')];
  const query = { source, campaign, control, response, windowDays, costPerContact, confidence };
  return { method: 'GET', path: '/api/v1/effects/outside/report', query };
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
