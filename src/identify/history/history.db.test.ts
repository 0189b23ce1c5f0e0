import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { saveProducts } from '#identify/catalogue';
import { recordConsents } from '#identify/consent';
import { absorbPeople, customerPage, refreshCustomers } from '#identify/customers';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { silentLog } from '#platform/logging';
import { createRelay } from '#platform/outbox';
import { openTestEngines, type TestEngines } from '#test/engines';
import type { TimelineEntry } from './api.ts';
import { appendFacts } from './append-facts.ts';
import { forgetFactsOfImport } from './forget-facts-of-import.ts';
import { historySummary } from './history-summary.ts';
import { listChannels } from './list-channels.ts';
import { contactsPart, ordersPart } from './page-parts.ts';
import { timeline } from './timeline.ts';

let engines: TestEngines;
let anne = 0;
let annesOther = 0;
let bob = 0;
const at = new Date('2026-03-01T10:00:00Z');
const clock = standingClock('2026-06-01T00:00:00Z');

function line(personId: number, orderKey: string, when: string, number: number, more: object = {}) {
  return {
    person_id: personId,
    source_id: 1,
    order_key: orderKey,
    ordered_at: when,
    sku: 'tea',
    quantity: '1',
    net: '10.005',
    currency: 'EUR',
    country: 'FR',
    import_id: 1,
    chunk: 0,
    line: number,
    ...more,
  };
}

const lines = () => [
  line(anne, 'A1', '2025-01-05T10:00:00Z', 1, { quantity: '3', net: '30.123456' }),
  line(anne, 'A1', '2025-01-05T10:00:00Z', 2, { sku: 'cup', net: '5' }),
  line(annesOther, 'A2', '2026-02-01T09:30:00Z', 3, { import_id: 2, channel: 'web' }),
  line(anne, 'A3', '2026-02-02T09:30:00Z', 4, { quantity: '-1', net: '-10.005' }),
  line(bob, 'B1', '2026-02-01T09:30:00Z', 5, { country: 'BE', net: '20' }),
  line(0, 'C1', '2026-02-03T09:30:00Z', 6, { sku: '', country: '', net: '1.5' }),
];

beforeAll(async () => {
  engines = await openTestEngines();
  const { db, warehouse } = engines;
  await sql`insert into identify.source (name, created_at) values ('shop', ${at}), ('web', ${at})`.execute(
    db,
  );
  await db.transaction().execute(async (trx) => {
    const take = (sourceId: number, people: Record<string, string>) =>
      absorbPeople(trx, {
        ...{ sourceId, importId: sourceId, chunk: 0, at },
        people: Object.entries(people).map(([sourceKey, email], place) => ({
          sourceKey,
          line: place + 1,
          fields: { email, givenName: sourceKey },
        })),
      });
    const shop = await take(1, { anne: 'anne@x.fr', bob: 'bob@x.fr' });
    const web = await take(2, { Anne: 'ANNE@x.fr' });
    [anne, bob, annesOther] = [shop.get('anne') ?? 0, shop.get('bob') ?? 0, web.get('Anne') ?? 0];
    await refreshCustomers(trx, { personIds: [anne, bob, annesOther], at });
    await saveProducts(trx, { importId: 1, at, products: [{ sku: 'tea', name: 'Thé vert' }] });
    await recordConsents(trx, {
      ...{ importId: null, chunk: null, at },
      consents: [
        {
          ...{ personId: annesOther, channel: 'email', purpose: 'marketing', brand: '', status: 'granted' },
          ...{ occurredAt: new Date('2026-02-01T09:30:00.000Z'), source: 'web', line: null, evidence: {} },
        },
      ],
    });
  });
  await createRelay({ server: engines.database, warehouse, log: silentLog }).flush();
  await warehouse.command('SYSTEM RELOAD DICTIONARY customer_of');
  await appendFacts(warehouse, { table: 'order_lines', rows: lines(), token: 'a' });
  const visits = Array.from({ length: 7 }, (_, place) => ({
    ...{ person_id: anne, source_id: 1, type: 'visit', occurred_at: '2026-02-01T09:30:00Z' },
    ...{ properties: '{"page":"/"}', import_id: 1, line: 10 + place },
  }));
  await appendFacts(warehouse, { table: 'events', rows: visits, token: 'b' });
  const contact = {
    person_id: anne,
    campaign_key: 'campaign:1',
    channel: 'email',
    message_id: 'm1',
    arm: 'treated',
  };
  await appendFacts(warehouse, {
    table: 'contacts',
    rows: [
      { ...contact, kind: 'sent', occurred_at: '2026-02-10T08:00:00Z' },
      { ...contact, kind: 'opened', occurred_at: '2026-02-10T09:00:00Z' },
      { ...contact, kind: 'clicked', occurred_at: '2026-02-10T09:00:00Z', link: 'https://x.fr' },
    ],
    token: 'c',
  });
});
afterAll(() => engines.close());

describe('history', () => {
  test('its figures count customers, not persons, and keep every decimal', async () => {
    expect(await historySummary(engines.warehouse, engines.db)).toMatchObject({
      ...{ lines: 6, orders: 5, customers: 2, anonymousLines: 1, products: 2, countries: 2, returnLines: 1 },
      ...{ units: '6', netSales: '56.623456', identifiedNetSales: '55.123456', events: 7, contacts: 3 },
      ...{ firstOrderAt: '2025-01-05T10:00:00.000Z', lastOrderAt: '2026-02-03T09:30:00.000Z' },
      ...{ persons: 3, knownCustomers: 2, sources: 2 },
      currencies: [{ currency: 'EUR', lines: 6, netSales: '56.623456' }],
    });
    // Two customers: the best tenth, rounded up, is Anne alone.
    const { topDecileShare } = await historySummary(engines.warehouse, engines.db);
    expect(topDecileShare).toBeCloseTo(35.123456 / 55.123456, 12);
  });

  test('the same token again adds nothing', async () => {
    await appendFacts(engines.warehouse, { table: 'order_lines', rows: lines(), token: 'a' });
    expect((await historySummary(engines.warehouse, engines.db)).lines).toBe(6);
  });

  test('a timeline has both engines in one list, whatever the size of its pages', async () => {
    const whole = orThrow(await timeline(engines, { customerId: anne, limit: 200 })).items;
    const count = (kind: string) => whole.filter((entry) => entry.kind === kind).length;
    expect(['order', 'event', 'contact', 'consent', 'record'].map(count)).toEqual([3, 7, 3, 1, 2]);
    const moments = whole.map((entry) => entry.at);
    expect(moments).toEqual([...moments].sort().reverse());
    for (const limit of [1, 2, 3, 5]) {
      const paged: TimelineEntry[] = [];
      let cursor: string | undefined;
      do {
        const page = orThrow(await timeline(engines, { customerId: annesOther, limit, cursor }));
        paged.push(...page.items);
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(paged).toEqual(whole);
    }
  });

  test('a timeline shows only the kinds asked for, orders grouped with the names of their articles', async () => {
    const orders = orThrow(await timeline(engines, { customerId: anne, kinds: ['order'], limit: 10 })).items;
    expect(orders).toMatchObject([
      { orderKey: 'A3', net: '-10.005', returnLines: 1 },
      { orderKey: 'A2', net: '10.005', channel: 'web', personId: annesOther },
      {
        orderKey: 'A1',
        net: '35.123456',
        lines: 2,
        units: '4',
        articles: [{ sku: 'tea', name: 'Thé vert' }, { sku: 'cup' }],
      },
    ]);
  });

  test('a timeline is narrowed by days, channel and text, page by page as in one piece', async () => {
    const whole = orThrow(await timeline(engines, { customerId: anne, limit: 200 })).items;
    const days = [...new Set(whole.map((entry) => entry.at.slice(0, 10)))];
    const channelOf = (entry: TimelineEntry) => ('channel' in entry ? entry.channel : '');
    const narrowed = [
      ...days.map((day) => ({ asked: { from: day }, holds: (one: TimelineEntry) => one.at >= day })),
      ...days.map((day) => ({
        asked: { until: day },
        holds: (one: TimelineEntry) => one.at.slice(0, 10) <= day,
      })),
      ...['web', 'email'].map((channel) => ({
        asked: { channel },
        holds: (one: TimelineEntry) => channelOf(one) === channel,
      })),
      { asked: { search: 'TEA' }, holds: (one: TimelineEntry) => JSON.stringify(one).includes('"tea"') },
    ];
    for (const { asked, holds } of narrowed) {
      const expected = whole.filter(holds);
      expect(expected.length, JSON.stringify(asked)).toBeGreaterThan(0);
      for (const limit of [2, 200]) {
        const paged: TimelineEntry[] = [];
        let cursor: string | undefined;
        do {
          const page = orThrow(await timeline(engines, { customerId: anne, limit, cursor, ...asked }));
          paged.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(paged, JSON.stringify(asked)).toEqual(expected);
      }
    }
    expect(
      orThrow(await timeline(engines, { customerId: anne, limit: 9, search: "x' or 1=1" })).items,
    ).toEqual([]);
  });

  test('the channels of a timeline count as many entries as narrowing by each shows', async () => {
    const { items } = orThrow(await listChannels(engines, { customerId: annesOther }));
    expect(items).toEqual([
      { channel: 'email', entries: 4 },
      { channel: 'web', entries: 1 },
    ]);
    for (const { channel, entries } of items) {
      const narrowed = orThrow(await timeline(engines, { customerId: anne, limit: 200, channel }));
      expect(narrowed.items).toHaveLength(entries);
    }
    const nobody = await listChannels(engines, { customerId: 999 });
    expect(isRefusal(nobody) && nobody.code).toBe('customer-not-found');
  });

  test('a timeline refuses an unknown customer and a foreign cursor', async () => {
    expect(await timeline(engines, { customerId: 999_999, limit: 10 })).toMatchObject({
      code: 'customer-not-found',
    });
    for (const cursor of ['x', Buffer.from('["2026","order","k"]').toString('base64url'), '']) {
      expect(isRefusal(await timeline(engines, { customerId: anne, limit: 10, cursor }))).toBe(true);
    }
  });

  test('the customer page counts orders and contacts of all her persons', async () => {
    const parts = [ordersPart({ ...engines, clock }), contactsPart(engines.warehouse)];
    const page = orThrow(await customerPage({ db: engines.db, parts }, { customerId: annesOther }));
    expect(page).toMatchObject({ customerId: anne, askedFor: annesOther });
    expect(page.parts).toMatchObject({
      orders: {
        ...{
          orders: 3,
          lines: 4,
          returnLines: 1,
          netSales: '35.123456',
          netSales12Months: '0',
          averageBasket: '11.71',
        },
        ...{
          firstOrderAt: '2025-01-05T10:00:00.000Z',
          lastOrderAt: '2026-02-02T09:30:00.000Z',
          currency: 'EUR',
        },
      },
      contacts: { sent: 1, opened: 1, clicked: 1, lastSentAt: '2026-02-10T08:00:00.000Z' },
    });
    const strangers = orThrow(await customerPage({ db: engines.db, parts }, { customerId: bob }));
    expect(strangers.parts).toMatchObject({
      contacts: { sent: 0, lastSentAt: null },
      orders: { orders: 1, averageBasket: '20' },
    });
  });

  test('forgetting an import takes its facts out of every table, and only those; twice is harmless', async () => {
    for (const _ of [1, 2]) await forgetFactsOfImport(engines.warehouse, { importId: 1 });
    expect(await historySummary(engines.warehouse, engines.db)).toMatchObject({
      lines: 1,
      events: 0,
      contacts: 3,
    });
  });

  test('a timeline names campaigns, ours by those who sent them and others by their import, and says reasons in words', async () => {
    const { db, warehouse } = engines;
    await sql`
      insert into identify.outside_campaign (source_id, campaign_key, import_id, name, recorded_at)
      values (2, 'spring', 1, 'Sprng', now()), (2, 'spring', 2, 'Spring', now()), (1, 'spring', 3, 'Another', now())`.execute(
      db,
    );
    const contact = { person_id: bob, channel: 'email', arm: '', occurred_at: '2026-02-11T08:00:00Z' };
    await appendFacts(warehouse, {
      table: 'contacts',
      rows: [
        { ...contact, campaign_key: 'campaign:7', kind: 'skipped', reason: 'pressure', message_id: '1' },
        { ...contact, campaign_key: 'spring', source_id: 2, kind: 'sent', message_id: '2' },
        {
          ...contact,
          campaign_key: 'unheard-of',
          source_id: 2,
          kind: 'sent',
          reason: 'why',
          message_id: '3',
        },
      ],
      token: 'named',
    });
    const contactWords = {
      campaigns: async (keys: readonly string[]) =>
        new Map(
          keys.filter((key) => key === 'campaign:7').map((key) => [key, { campaignId: 7, name: 'Tea' }]),
        ),
      reason: (code: string) =>
        code === 'pressure' ? { fr: 'Pression', en: 'Pressure' } : { fr: '', en: '' },
    };
    const asked = { customerId: bob, kinds: ['contact' as const], limit: 10 };
    const told = orThrow(await timeline({ db, warehouse, contactWords }, asked)).items;
    expect(told.sort((a, b) => (a.key < b.key ? -1 : 1))).toMatchObject([
      { campaign: { campaignId: 7, name: 'Tea' }, reasonWords: { fr: 'Pression', en: 'Pressure' } },
      { campaign: { campaignId: null, name: 'Spring' }, reasonWords: null },
      { campaign: null, reason: 'why', reasonWords: null },
    ]);
  });
});
