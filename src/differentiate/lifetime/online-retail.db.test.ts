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
  `foretells the last 90 days of Online Retail better than “as before”, short of its Christmas season${unless}`,
  async () => {
    const { db, warehouse } = engines;
    await loadOnlineRetail(warehouse);
    const days = (Date.parse('2011-12-10') - Date.parse('2010-12-01')) / 86_400_000;
    const settings = { ...defaultLifetimeSettings, holdOutShare: 90 / days };
    const fit = await fitLifetime({ db, warehouse, clock }, { asOf: clock.now(), currency: 'GBP', settings });
    const holdOut = fit.fitted?.holdOut;
    expect(holdOut?.days).toBe(90);
    const [best, ...others] = holdOut?.ranked ?? [];
    expect(best?.actual).toBe(4444);
    expect(best?.deviance).toBeLessThan(others.find((one) => one.model === 'same-pace')?.deviance ?? 0);
    // The file holds one year: what precedes knows no autumn, and the models know no season. They miss a quarter of it.
    expect((best?.expected ?? 0) / (best?.actual ?? 1)).toBeCloseTo(0.75, 1);
    const tenths = (holdOut?.deciles ?? []).map((one) => one.actual);
    expect(tenths[0]).toBeGreaterThan(3 * (tenths[9] ?? Infinity));
  },
  300_000,
);
