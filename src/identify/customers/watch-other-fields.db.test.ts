import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRegistry } from '#differentiate/attributes';
import { Mapping, undoImport } from '#identify/sources';
import { orThrow } from '#platform/errors';
import { silentLog } from '#platform/logging';
import { createRelay } from '#platform/outbox';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importAll, importNeeds } from '#test/imports';
import { customersAttributes } from './customers.attributes.ts';
import { watchOtherFields } from './watch-other-fields.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

it('offers the fields an import brings without a new start, gives way where a name is taken, and forgets them with the import', async () => {
  const { database, warehouse, folder } = engines;
  const sales = {
    ...{ name: 'sales', module: 'elsewhere', query: 'SELECT 1 AS customer_id, 7 AS visits' },
    attributes: [
      {
        ...{ name: 'visits', type: 'number' as const, expression: 'visits', missing: '0' },
        ...{ label: { fr: '', en: '' }, meaning: { fr: '', en: '' } },
      },
    ],
  };
  const registry = createRegistry([customersAttributes(), sales]);
  const names = () => registry.list().map(({ name }) => name);
  const before = names();
  const watch = watchOtherFields({ warehouse, log: silentLog, renew: registry.renew });
  const relay = createRelay({ server: database, warehouse, log: silentLog });
  await watch.look();
  expect(names()).toEqual(before);

  const file = join(folder, 'people.csv');
  writeFileSync(file, 'id,email,tea,visits\n1,anne@example.org,Oolong,3\n2,bob@example.org,,\n');
  const mapping = Mapping.parse({
    ...{ name: 'people', source: 'club', format: { kind: 'csv' } },
    records: [
      {
        ...{ kind: 'person', fields: { key: 'id', email: 'email' } },
        other: { 'Favourite tea': 'tea', visits: 'visits' },
      },
    ],
  });
  const needs = importNeeds(engines);
  const { importId } = await importAll(needs, file, mapping);
  await relay.flush();
  await watch.look();
  expect(names().filter((name) => !before.includes(name))).toEqual(['favouriteTea']);
  expect(registry.list().find(({ name }) => name === 'visits')?.module).toBe('elsewhere');
  const condition = { attribute: 'favouriteTea', operator: '=' as const, value: 'oolong' };
  expect(registry.check(condition)).toEqual(condition);
  const { query, parameters } = registry.countCustomers({ condition, now: new Date() });
  expect(await warehouse.query(query, parameters)).toEqual([{ customers: 1 }]);

  orThrow(await undoImport({ importId }, needs));
  await relay.flush();
  await watch.look();
  expect(names()).toEqual(before);
});
