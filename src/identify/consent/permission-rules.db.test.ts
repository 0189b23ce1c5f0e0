import { afterAll, beforeAll, expect, it } from 'vitest';
import { absorbPeople, findCustomer, refreshCustomers } from '#identify/customers';
import { inTransaction, sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import type { PermissionRules } from './api.ts';
import { changePermissionRules } from './change-permission-rules.ts';
import { forecastRules } from './forecast-rules.ts';
import { importOppositions } from './import-oppositions.ts';
import { defaultPermissionRules } from './permission-rules.ts';
import { listRuleVersions, readPermissionRules } from './permission-rules.store.ts';
import { readPermissions } from './read-permissions.ts';
import { recordConsents } from './record-consents.ts';

let engines: TestEngines;
let customers: number[] = [];
const at = new Date('2026-11-22T10:00:00Z');
const people = 120;
const bought = new Map<number, string>();

const lastOrders = async (personIds: readonly number[]) =>
  new Map(
    personIds.flatMap((id): [number, string][] => (bought.has(id) ? [[id, bought.get(id) ?? '']] : [])),
  );
const needs = () => ({ db: engines.db, lastOrders });

/** People of whom every third said nothing, some are on a list, under contract, or two records in one. */
beforeAll(async () => {
  engines = await openTestEngines();
  await sql`insert into identify.source (name, created_at) values ('shop', ${at})`.execute(engines.db);
  const ids = await inTransaction(engines.db, async (trx) => {
    const absorbed = await absorbPeople(trx, {
      ...{ sourceId: 1, importId: 1, chunk: 0, at },
      people: Array.from({ length: people }, (_, i) => ({
        ...{ sourceKey: `p${i}`, line: i },
        fields: {
          // The last ten are second records of the first ten.
          ...(i % 13 === 12 ? {} : { email: `p${i % 110}@rules.example` }),
          ...(i % 2 === 0 ? { phone: `+336120000${String(i % 110).padStart(2, '0')}` } : {}),
          ...(i % 4 === 0 ? { street: `${i} rue Verte`, postcode: '59000', city: 'Lille' } : {}),
          ...(i % 10 === 4 ? { other: { contractUntil: '2027-02-01' } } : {}),
        },
      })),
    });
    const all = [...absorbed.values()];
    await refreshCustomers(trx, { personIds: all, at });
    return all;
  });
  for (const [i, id] of ids.entries()) if (i % 5 < 2) bought.set(id, i % 2 ? '2026-01-02' : '2019-05-05');
  const said = (i: number, channel: string, status: 'granted' | 'withdrawn', brand = '') => ({
    ...{ personId: ids[i] ?? 0, channel, purpose: 'marketing', brand, status, source: 'web', line: null },
    ...{ occurredAt: new Date('2026-05-01T00:00:00Z'), evidence: {} },
  });
  await inTransaction(engines.db, (trx) =>
    recordConsents(trx, {
      ...{ importId: null, chunk: null, at },
      consents: ids.flatMap((_, i) => [
        ...(i % 3 === 0 ? [said(i, 'email', 'granted')] : []),
        ...(i % 7 === 0 ? [said(i, 'phone', 'withdrawn')] : []),
        ...(i % 11 === 0 ? [said(i, 'email', 'withdrawn', 'Maison')] : []),
      ]),
    }),
  );
  const list = (kind: 'email' | 'phone', values: string[], channels: string[]) =>
    importOppositions(engines.db, {
      ...{ name: kind, kind, channels, obtainedOn: '2026-06-01', expiresOn: '2028-06-01' },
      ...{ content: lines(values), by: 'test', at },
    });
  orThrow(await list('email', ['p3@rules.example', 'p4@rules.example', 'p6@rules.example'], ['email']));
  orThrow(await list('phone', ['+33612000008', '06 12 00 00 10'], ['phone', 'sms']));
  const { rows } = await sql<{ id: number }>`select customer_id as id from identify.customer`.execute(
    engines.db,
  );
  customers = rows.map(({ id }) => id);
});
afterAll(() => engines.close());

async function* lines(values: readonly string[]) {
  yield Buffer.from(values.join('\n'));
}

const rules: PermissionRules = {
  law: [
    ...defaultPermissionRules.law.slice(0, 2),
    { ...optOut('post'), until: '2026-12-31' },
    ...defaultPermissionRules.law.slice(3, 4),
    { ...optOut('phone'), basis: 'opt-in', from: '2026-08-11' },
  ],
  softOptIn: [
    { channel: 'email', purpose: 'marketing', brand: '', months: 36 },
    { channel: 'email', purpose: 'marketing', brand: 'Maison', months: 120 },
  ],
};
function optOut(channel: string): PermissionRules['law'][number] {
  return {
    ...{ channel, purpose: 'marketing', basis: 'opt-out', from: null, until: null },
    ...{ exceptDuringContract: false, reference: '' },
  };
}

/** How many may be contacted for a use on a day as their pages say, among those with an address on the channel. */
async function onPages(channel: string, brand: string, on: string): Promise<number> {
  const column = { email: 'email', phone: 'phone', post: 'street' }[channel] ?? '';
  const { rows } = await sql<{ id: number }>`
    select customer_id as id from identify.customer where ${sql.ref(column)} is not null`.execute(engines.db);
  let allowed = 0;
  for (const { id } of rows) {
    const customer = await findCustomer(engines.db, id);
    if (customer === undefined) throw new Error(`no customer ${id}`);
    const states = await readPermissions(needs(), customer, new Date(`${on}T23:59:59Z`));
    const use = (wanted: string) =>
      states.find((one) => one.channel === channel && one.purpose === 'marketing' && one.brand === wanted);
    if (use(brand)?.allowed) allowed += 1;
  }
  return allowed;
}

it('what other rules would change is what the customers’ pages say before and after', async () => {
  const forecast = orThrow(await forecastRules(needs(), { rules, at }));
  expect(forecast.customers).toBe(customers.length);
  const told = forecast.items.filter(({ brand }) => brand === '');
  expect(told.map(({ channel, on }) => `${channel} ${on}`)).toEqual([
    ...['email 2026-11-22', 'email 2027-01-01', 'post 2026-11-22', 'post 2027-01-01'],
    ...['phone 2026-11-22', 'phone 2027-01-01'],
  ]);
  for (const item of told) expect(item.before).toBe(await onPages(item.channel, '', item.on));
  orThrow(await changePermissionRules(engines.db, { rules, by: 'Claire', at }));
  for (const item of told) {
    expect(item.after).toBe(await onPages(item.channel, '', item.on));
    expect(item.after - item.before).toBe(item.opened - item.closed);
  }
  const of = (channel: string, on: string) => told.find((item) => item.channel === channel && item.on === on);
  expect(of('email', '2026-11-22')?.opened).toBeGreaterThan(0);
  expect(of('phone', '2026-11-22')?.closed).toBeGreaterThan(0);
  expect(of('post', '2026-11-22')).toMatchObject({ opened: 0, closed: 0 });
  expect(of('post', '2027-01-01')?.after).toBe(0);
}, 60_000);

it('the same rules again change nothing, in the base or in the forecast', async () => {
  const before = await listRuleVersions(engines.db);
  orThrow(await changePermissionRules(engines.db, { rules, by: 'Paul', at }));
  expect(await listRuleVersions(engines.db)).toEqual(before);
  expect(orThrow(await forecastRules(needs(), { rules, at })).items).toEqual([]);
});

it('every version stays; of two who change the same one, one is refused and told which is in force', async () => {
  const [{ version } = { version: -1 }] = await listRuleVersions(engines.db);
  const change = (by: string, months: number) =>
    changePermissionRules(engines.db, {
      rules: { law: rules.law, softOptIn: [{ channel: 'sms', purpose: 'marketing', brand: '', months }] },
      ...{ version, by, at },
    });
  const both = await Promise.all([change('Claire', 12), change('Paul', 24)]);
  expect(both.filter((one) => 'code' in one)).toMatchObject([
    { code: 'rules-changed-since', details: { version: version + 1 } },
  ]);
  const versions = await listRuleVersions(engines.db);
  expect(versions.map((one) => one.version)).toEqual([version + 1, version, 0]);
  expect(versions.at(-1)).toMatchObject({ changedBy: null, law: defaultPermissionRules.law });
  expect((await readPermissionRules(engines.db)).softOptIn).toHaveLength(1);
});

it('rules that overlap are refused by the forecast and by the change, and stay unwritten', async () => {
  const before = await listRuleVersions(engines.db);
  const wrong = { law: [optOut('post'), optOut('post')], softOptIn: [] };
  expect(await forecastRules(needs(), { rules: wrong, at })).toMatchObject({ code: 'rules-overlap' });
  expect(await changePermissionRules(engines.db, { rules: wrong, by: 'x', at })).toMatchObject({
    code: 'rules-overlap',
  });
  expect(await listRuleVersions(engines.db)).toEqual(before);
});
