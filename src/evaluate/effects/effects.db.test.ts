import { afterAll, beforeAll, expect, it } from 'vitest';
import { measureEffects } from '#analytics/experiments';
import { createStream, uniform } from '#analytics/random';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import type { EffectReport } from './api.ts';
import { listEffects } from './list-effects.ts';
import { measureCampaign } from './measure-campaign.ts';
import { measureOutsideCampaign } from './measure-outside-campaign.ts';

const clock = standingClock('2026-03-20T00:00:00Z');
const launched = new Date('2026-03-01T09:00:00Z');
const people = 3_000;
let engines: TestEngines;
let needs: {
  database: TestEngines['database'];
  db: TestEngines['db'];
  warehouse: TestEngines['warehouse'];
  clock: typeof clock;
  currency: string;
};
const truth = { treated: emptyArm(), control: emptyArm() };

function emptyArm() {
  return {
    response: [] as number[],
    orders: [] as number[],
    netSales: [] as number[],
    margin: [] as number[],
    marginBefore: [] as number[],
  };
}

const contact = (person_id: number, arm: string) => ({
  person_id,
  source_id: 1,
  campaign_key: 'spring',
  step: '',
  arm,
  channel: 'email',
  kind: 'sent',
  reason: '',
  link: '',
  machine: 0,
  message_id: '',
  occurred_at: launched.toISOString(),
  cost: null,
  import_id: 1,
  chunk: 0,
  line: person_id,
});
const orderLine = (
  person_id: number,
  ordered_at: string,
  order_key: string,
  net: number,
  unit_cost: number | null,
  sku = 'A',
) => ({
  person_id,
  source_id: 1,
  order_key,
  ordered_at,
  sku,
  quantity: '1',
  unit_price: String(net),
  net: String(net),
  unit_cost: unit_cost === null ? null : String(unit_cost),
  currency: 'EUR',
  country: 'FR',
  channel: '',
  store: '',
  coupon_code: '',
  import_id: 1,
  chunk: 0,
  line: person_id,
});

/** Draws a small market and keeps, customer by customer in plain code, what the queries must find. */
function drawMarket() {
  const random = createStream(11);
  const contacts = [];
  const lines = [];
  for (let person = 1; person <= people; person += 1) {
    const side = person % 3 === 0 ? 'control' : 'treated';
    contacts.push(contact(person, side));
    const before = uniform(random) < 0.5 ? Math.round(uniform(random) * 4_000) / 100 : 0;
    if (before > 0) lines.push(orderLine(person, '2025-10-01T10:00:00Z', `b${person}`, before, 0));
    const buys = uniform(random) < (side === 'treated' ? 0.25 : 0.15);
    const net = buys ? Math.round((20 + before * 0.5 + uniform(random) * 40) * 100) / 100 : 0;
    if (buys) lines.push(orderLine(person, '2026-03-05T10:00:00Z', `o${person}`, net, net / 2));
    lines.push(orderLine(person, '2026-03-18T10:00:00Z', `late${person}`, 500, 0));
    const arm = truth[side];
    arm.response.push(buys ? 1 : 0);
    arm.orders.push(buys ? 1 : 0);
    arm.netSales.push(net);
    arm.margin.push(net / 2);
    arm.marginBefore.push(before);
  }
  return { contacts, lines };
}

beforeAll(async () => {
  engines = await openTestEngines();
  needs = {
    database: engines.database,
    db: engines.db,
    warehouse: engines.warehouse,
    clock,
    currency: 'EUR',
  };
  await sql`insert into identify.source (name, created_at) values ('shop', now())`.execute(engines.db);
  const { contacts, lines } = drawMarket();
  await engines.warehouse.insert('contacts', contacts);
  await engines.warehouse.insert('order_lines', lines);
});
afterAll(() => engines.close());

const request = {
  source: 'shop',
  campaign: 'spring',
  control: 'control',
  windowDays: 14,
  response: 'order',
  costPerContact: 0.05,
};

it('measures what a plain computation over the customers measures', async () => {
  const report = orThrow(await measureOutsideCampaign(request, needs));
  const expected = measureEffects({ ...truth, costPerContact: 0.05 });
  if (isRefusal(expected)) throw new Error(expected.message);
  const [effect] = report.effects;
  expect(effect).toMatchObject({ arm: 'treated', treated: 2_000, control: 1_000, verdict: 'effect' });
  expect(report.complete).toBe(true);
  for (const measure of ['response', 'orders', 'netSales', 'margin'] as const) {
    const found = difference(effect?.[measure]);
    const wanted = difference(expected[measure]);
    expect(found.estimate).toBeCloseTo(wanted.estimate, 8);
    expect(found.interval.low).toBeCloseTo(wanted.interval.low, 6);
    expect(found.interval.high).toBeCloseTo(wanted.interval.high, 6);
  }
});

function difference(measured: unknown): { estimate: number; interval: { low: number; high: number } } {
  return (measured as { difference: { estimate: number; interval: { low: number; high: number } } })
    .difference;
}

it('names the arms when the control asked for is none of them, and says what it does not know', async () => {
  expect(await measureOutsideCampaign({ ...request, control: 'nobody' }, needs)).toMatchObject({
    code: 'no-such-arm',
    details: { arms: ['control', 'treated'] },
  });
  expect(await measureOutsideCampaign({ ...request, campaign: 'autumn' }, needs)).toMatchObject({
    kind: 'not-found',
  });
});

it('leaves out a customer whose persons stood on two sides, and counts it', async () => {
  await engines.warehouse.insert('customer_of_rows', [{ person_id: 4, customer_id: 3, version: 1 }]);
  await engines.warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
  const report = orThrow(await measureOutsideCampaign(request, needs));
  expect(report).toMatchObject({ crossed: 1, effects: [{ treated: 1_999, control: 999 }] });
});

it('measures a campaign of ours from its ledger, and copies its sides once however often it is asked', async () => {
  await sql`
    insert into interact.campaign (name, state, audience, content, launched_at, planned_at, cost_per_contact, created_by, created_at, changed_at)
    values ('Spring', 'done', '{}', '{}', ${launched}, ${launched}, 0.05, 'test', now(), now())`.execute(
    engines.db,
  );
  await sql`
    insert into interact.message (message_id, origin, customer_id, person_id, channel, arm, state, decision, next_try_at, planned_at, handed_over_at)
    select gen_random_uuid(), 'campaign:1', n, n, 'email', case when n % 3 = 0 then 'control' else 'treated' end,
           case when n % 3 = 0 then 'skipped' else 'handed over' end, '{}', ${launched}, ${launched}, case when n % 3 = 0 then null else ${launched}::timestamptz end
    from generate_series(10, ${people}) n`.execute(engines.db);
  const reports = await Promise.all([1, 2, 3].map(() => measureCampaign({ campaignId: 1 }, needs)));
  const again = orThrow(await measureCampaign({ campaignId: 1 }, needs));
  for (const report of reports) expect(report).toEqual(again);
  expect((again as EffectReport).effects[0]).toMatchObject({
    treated: 1_994,
    control: 997,
    contacts: 1_994,
    profit: { cost: 1_994 * 0.05 },
  });
  expect(await measureCampaign({ campaignId: 99 }, needs)).toMatchObject({ kind: 'not-found' });
});

it('lists the campaigns launched with what each changed, a page at a time, the latest first', async () => {
  await sql`
    insert into interact.campaign (name, state, audience, content, launched_at, planned_at, created_by, created_at, changed_at)
    select name, state, '{}', '{}', at::timestamptz, null, 'test', now(), now()
    from (values ('Being drawn', 'planning', '2026-03-19T00:00:00Z'), ('Called off', 'cancelled', '2026-03-18T00:00:00Z'),
                 ('Draft', 'draft', null), ('As early as Spring', 'planning', '2026-03-01T09:00:00Z'))
      as given (name, state, at)`.execute(engines.db);
  const measure = (campaignId: number) => measureCampaign({ campaignId }, needs);
  const list = (page: { after?: number; limit: number }) => listEffects({ db: engines.db, measure }, page);
  const whole = await list({ limit: 20 });
  expect(whole).toMatchObject({ nextCursor: null, total: 3 });
  expect(whole.items.map((one) => [one.name, one.sent])).toEqual([
    ['Being drawn', 0],
    ['As early as Spring', 0],
    ['Spring', 1_994],
  ]);
  const report = orThrow(await measure(1)).effects[0];
  expect(report).toBeDefined();
  if (report === undefined || 'refused' in report.margin || 'refused' in report.profit)
    throw new Error('refused');
  const { estimate, interval } = report.margin.difference;
  expect(whole.items[0]?.effect).toBeNull();
  expect(whole.items[2]?.effect).toMatchObject({
    treated: 1_994,
    control: 997,
    verdict: report.verdict,
    complete: true,
    margin: { estimate, ...interval },
    profit: { estimate: report.profit.estimate, ...report.profit.interval },
  });
  const walked = [];
  for (let after: number | undefined, page = 0; page < 9; page += 1) {
    const { items, nextCursor } = await list({ limit: 1, ...(after === undefined ? {} : { after }) });
    walked.push(...items);
    if (nextCursor === null) break;
    after = Number(nextCursor);
  }
  expect(walked).toEqual(whole.items);
});
