import { afterAll, beforeAll, expect, it } from 'vitest';
import { standingClock } from '#platform/clock';
import { openTestEngines, type TestEngines } from '#test/engines';
import { hasOnlineRetail, loadOnlineRetail } from '#test/online-retail';
import { fitLifetime } from './fit-lifetime.ts';
import { defaultLifetimeSettings } from './lifetime-settings.ts';

const unless = hasOnlineRetail ? '' : ' (skipped: no data)';
const clock = standingClock('2011-12-10T00:00:00Z');
let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

it.runIf(hasOnlineRetail)(
  `foretells the last 90 days of Online Retail within 10 %, by how regularly its customers buy and in which months${unless}`,
  async () => {
    const { db, warehouse } = engines;
    await loadOnlineRetail(warehouse);
    const days = (Date.parse('2011-12-10') - Date.parse('2010-12-01')) / 86_400_000;
    const settings = { ...defaultLifetimeSettings, holdOutShare: 90 / days };
    const fit = await fitLifetime({ db, warehouse, clock }, { asOf: clock.now(), currency: 'GBP', settings });
    const holdOut = fit.fitted?.holdOut;
    expect(holdOut?.days).toBe(90);
    const ranked = holdOut?.ranked ?? [];
    const [best] = ranked;
    console.log(JSON.stringify({ model: best?.model, expected: best?.expected, actual: best?.actual }));
    const share = (one: (typeof ranked)[number] | undefined) => (one?.expected ?? 0) / (one?.actual ?? 1);
    expect(best).toMatchObject({ actual: 4444, season: true });
    expect(best?.deviance).toBeLessThan(ranked.find((one) => one.model === 'same-pace')?.deviance ?? 0);
    expect(Math.abs(share(best) - 1)).toBeLessThan(0.1);
    // The calendar alone misses a quarter, whatever the model: the hold-out is an autumn.
    expect(share(ranked.find((one) => one.model === 'bg-nbd' && !one.season))).toBeCloseTo(0.753, 2);
    const seasonal = ranked.filter((one) => one.season);
    expect(seasonal.map((one) => one.model).toSorted()).toEqual([
      'bg-cnbd-2',
      'bg-nbd',
      'mbg-cnbd-2',
      'mbg-nbd',
      'pareto-nbd',
    ]);
    for (const one of seasonal) expect(Math.abs(share(one) - 1), one.model).toBeLessThan(0.1);
    const tenths = (holdOut?.deciles ?? []).map((one) => one.actual);
    expect(tenths[0]).toBeGreaterThan(3 * (tenths[9] ?? Infinity));
    const months = [...(fit.fitted?.season?.months ?? []).entries()].toSorted(
      ([, one], [, other]) => other - one,
    );
    expect(
      months
        .slice(0, 2)
        .map(([month]) => month)
        .toSorted(),
    ).toEqual([10, 11]);
  },
  300_000,
);
