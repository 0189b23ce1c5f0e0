import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { orThrow } from '#platform/errors';
import { silentLog } from '#platform/logging';
import { callRoute } from '../call-route.ts';
import { openApp } from '../open-app.ts';
import { openDemo } from './open-demo.ts';

const folder = mkdtempSync(join(tmpdir(), 'chacun-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const open = (step: (name: string) => void = () => {}) =>
  openDemo({
    config: orThrow(readConfig({}, { data: folder, port: 0 })),
    log: silentLog,
    wanted: { people: 600, seed: 7 },
    step,
  });

it('is cut when people begin to react', { timeout: 600_000 }, async () => {
  const cut = (name: string) => {
    if (name === 'People react') throw new Error('cut');
  };
  await expect(open(cut)).rejects.toThrow('cut');
});

it('goes on through the whole loop, engines and SMTP included, and finds an effect near the truth', {
  timeout: 600_000,
}, async () => {
  const demo = await open();
  const { report } = demo;
  await demo.close();
  expect(report.lines.read).toBe(report.lines.accepted + report.lines.rejected + report.lines.duplicate);
  expect(report.lines).toMatchObject({ rejected: 0 });
  expect(report.customers).toBeLessThan(report.persons);
  expect(report.letters).toBe(report.sent);
  expect(report.skipped['campaign-holdout']).toBe(report.control);
  expect(report.audience).toBe(
    report.sent + Object.values(report.skipped).reduce((sum, count) => sum + count, 0),
  );
  expect(report.reactions).toMatchObject({ refused: 0 });
  expect(report.reactions['opened']).toBeGreaterThan(0);
  const { effect, truth } = report;
  if (effect === null) throw new Error('The effect was not measured.');
  // Four standard errors: the day the test runs changes the market, and chance alone would cross two now and then.
  expect(Math.abs(effect.estimate - truth.effect)).toBeLessThan(
    (4 * (effect.high - effect.low)) / (2 * 1.96),
  );
});

it('ends with values, accounts and forecasts of one date', { timeout: 120_000 }, async () => {
  const config = orThrow(readConfig({}, { data: folder }));
  const app = orThrow(await openApp({ config, clock: systemClock, log: silentLog }));
  const asOf = async (path: string) =>
    orThrow(await callRoute<{ asOf: string }>(app, { method: 'GET', path })).asOf;
  const values = await asOf('/api/v1/value/overview');
  const others = [await asOf('/api/v1/profit/statement'), await asOf('/api/v1/lifetime/overview')];
  await app.close();
  expect(others).toEqual([values, values]);
});

it('does nothing twice: the second time it finds its report and only serves', {
  timeout: 120_000,
}, async () => {
  const first = await open();
  const { report } = first;
  const served = await first.serve();
  const page = await fetch(`${served.address}/openapi.json`);
  await first.close();
  expect(page.status).toBe(200);
  expect(served.password).toHaveLength(20);
  const again = await open();
  await again.close();
  expect(again.report).toEqual(report);
});
