import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addAccount } from '#access';
import { type Letterbox, openLetterbox } from '#adapters/letterbox';
import { createStream, type RandomStream, uniform } from '#analytics/random';
import { type App, openApp, serve } from '#app';
import { appendFacts } from '#identify/history';
import { systemClock } from '#platform/clock';
import { readConfig } from '#platform/config';
import { orThrow } from '#platform/errors';
import { createLog } from '#platform/logging';
import { inject } from 'vitest';
import { copyInstallation } from '#test/installation';
import { type CustomerToMake, makeCustomers } from '#test/reachable-customers';

/** The whole program serving on a port of its own, with a small shop inside, mail going to a letterbox, and an administrator. */
export type Shop = {
  readonly address: string;
  readonly email: string;
  readonly password: string;
  readonly app: App;
  readonly letterbox: Letterbox;
  /** Adds a user of a role and gives their password. */
  addUser(role: 'marketer' | 'reader'): Promise<{ email: string; password: string }>;
  close(): Promise<void>;
};

const given = [
  'Camille',
  'Éléonore',
  'Noé',
  'Fatima',
  'Jean-Baptiste',
  'Inès',
  'Gaël',
  'Zoé',
  'Loïc',
  'Anaïs',
];
const family = [
  'Lefèvre',
  'Benali',
  'Le Goff',
  'de La Tour',
  'Nguyễn',
  'Garnier',
  'O’Brien',
  'Dubreuil',
  'Petit',
];
const cities = ['Lille', 'Brest', 'Marseille', 'Lyon', 'Saint-Étienne'];
const day = 86_400_000;

/** Opens a shop of `people` customers with two years of orders, always the same. It serves the pages as they were built. */
export async function openShop(people = 240): Promise<Shop> {
  const folder = mkdtempSync(join(tmpdir(), 'chacun-shop-'));
  copyInstallation(inject('installation'), join(folder, 'data'));
  const letterbox = await openLetterbox({ folder: join(folder, 'letters') });
  const config = orThrow(
    readConfig(
      { CHACUN_LOG_LEVEL: 'error', SMTP_URL: letterbox.url },
      { data: join(folder, 'data'), port: 0 },
    ),
  );
  const app = orThrow(await openApp({ config, clock: systemClock, log: createLog('error') }));
  const served = await serve(app);
  const needs = { db: app.engines.database.db, clock: systemClock };
  const admin = orThrow(
    await addAccount({ email: 'claire@maison.example', role: 'admin', name: 'Claire Dubreuil' }, needs),
  );
  await stock(app, people);
  return {
    address: served.address,
    email: 'claire@maison.example',
    password: admin.password,
    app,
    letterbox,
    addUser: async (role) => {
      const email = `${role}@maison.example`;
      const added = orThrow(await addAccount({ email, role, name: `Le ${role}` }, needs));
      return { email, password: added.password };
    },
    close: async () => {
      await served.close();
      await app.close();
      await letterbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function stock(app: App, people: number): Promise<void> {
  const chance = createStream('shop');
  const { database, warehouse } = app.engines;
  const ids = await makeCustomers(
    database.db,
    Array.from({ length: people }, (_, i) => person(i)),
    new Date(Date.now() - 700 * day),
  );
  const rows = ids.flatMap((personId) => ordersOf(personId, chance));
  await appendFacts(warehouse, { table: 'order_lines', rows, token: 'shop' });
  await app.relay.flush();
  const job = await app.jobs.enqueue('value.refresh', { asOf: null });
  await app.jobs.wait(job);
}

function person(i: number): CustomerToMake {
  const consent = i % 7 === 0 ? null : i % 11 === 0 ? 'withdrawn' : 'granted';
  return {
    givenName: given[i % given.length] ?? '',
    familyName: `${family[i % family.length] ?? ''}${i < 90 ? '' : ` ${i}`}`,
    email: i % 13 === 0 ? null : `client${i}@example.org`,
    city: cities[i % cities.length] ?? '',
    consent,
  };
}

function ordersOf(personId: number, chance: RandomStream): object[] {
  const orders = Math.floor(uniform(chance) ** 2 * 14);
  return Array.from({ length: orders }, (_, order) => {
    const quantity = 1 + Math.floor(uniform(chance) * 3);
    const price = 8 + Math.floor(uniform(chance) * 60);
    const at = new Date(Date.now() - Math.floor(uniform(chance) * 690 * day));
    return {
      person_id: personId,
      source_id: 1,
      order_key: `${personId}-${order}`,
      ordered_at: at.toISOString(),
      sku: `T${order % 5}`,
      quantity: String(quantity),
      unit_price: String(price),
      net: String(quantity * price),
      unit_cost: String(price / 2),
      currency: 'EUR',
      country: 'FR',
      channel: order % 2 === 0 ? 'boutique' : 'web',
      store: order % 2 === 0 ? 'Lille' : '',
      coupon_code: '',
      import_id: 1,
      chunk: 0,
      line: personId * 100 + order,
    };
  });
}
