/**
 * How fast a customer is found in a large base by any fragment of what is known of her: name, phone, card, e-mail, address:
 * `npx tsx bench/search.ts [--customers 1000000] [--rounds 20] [--data FOLDER]`. People are those of the market simulator, with
 * the names, towns and spellings of a French retailer. Each query is asked in turn, round after round, beside the floor of the
 * same run: the golden row of one customer read by its number. The 95th percentile of all searches must stay within 150 ms.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectDatabase, startEmbeddedPostgres } from '#adapters/postgres';
import { searchCustomers } from '#identify/customers';
import { createMarket, personAt } from '#market';
import { type DatabaseServer, sql } from '#platform/database';
import { orThrow } from '#platform/errors';
import { migrateDatabase, readMigrations } from '#platform/migrations';
import { customerRow } from '../src/identify/customers/customer-row.ts';

const { values: options } = parseArgs({
  options: {
    customers: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '20' },
    data: { type: 'string' },
  },
});
const size = Number(options.customers);
const at = new Date('2026-11-22T00:00:00Z');
const columns = [
  ...[
    'customer_id',
    'given_name',
    'family_name',
    'email',
    'phone',
    'street',
    'postcode',
    'city',
    'card_number',
  ],
  ...['persons', 'sources', 'sort_name', 'search_text', 'first_seen_at', 'changed_at', 'version'],
];

function* rows(): Generator<readonly unknown[]> {
  const market = createMarket({ people: size, seed: '7', until: '2026-11-22' });
  for (let index = 0; index < size; index += 1) {
    const person = personAt(market, index);
    const { address } = person.household;
    const fields = {
      givenName: person.givenName,
      familyName: person.surname,
      email: person.emails[0],
      phone: `+33${person.mobile}`,
      street: `${address.number} ${address.streetType} ${address.streetName}`,
      postcode: address.postcode,
      city: address.city,
      ...(index % 2 === 0 ? { cardNumber: `29${String(index * 7919).padStart(11, '0')}` } : {}),
    };
    const said = [{ personId: index + 1, sourceId: 1, sourceKey: String(index), createdAt: at }];
    const row = customerRow(index + 1, said, { fields, other: {}, lineage: {} });
    yield [
      ...[
        row.customer_id,
        row.given_name,
        row.family_name,
        row.email,
        row.phone,
        row.street,
        row.postcode,
        row.city,
      ],
      ...[row.card_number, 1, '{1}', row.sort_name, row.search_text, at, at, 1],
    ];
  }
}

async function fill(server: DatabaseServer): Promise<void> {
  await sql`insert into identify.source (name, created_at) values ('shop', ${at})`.execute(server.db);
  await sql`drop index identify.customer_search`.execute(server.db);
  await server.copy('identify.customer', columns, rows());
  await sql`create index customer_search on identify.customer using gin (search_text gin_trgm_ops)`.execute(
    server.db,
  );
  await sql`vacuum analyze identify.customer`.execute(server.db);
}

/** What agents and marketers type: one row of the base serves as the person they look for. */
async function queriesOf(server: DatabaseServer): Promise<Record<string, string>> {
  const { rows: found } = await sql<Record<string, string>>`
    select given_name, family_name, email, phone, postcode, city, card_number, street
    from identify.customer where customer_id = ${2 * Math.ceil(size / 6) + 1}`.execute(server.db);
  const one = found[0] ?? {};
  const dialled = `0${(one['phone'] ?? '').slice(3)}`;
  const local = (one['email'] ?? '').split('@')[0] ?? '';
  return {
    'full name': `${one['given_name']} ${one['family_name']}`,
    'name, other order': `${one['family_name']} ${one['given_name']}`,
    'name in part': `${one['family_name']?.slice(0, 4)} ${one['given_name']?.slice(0, 2)}`,
    'inside a name': one['family_name']?.slice(2) ?? '',
    'name and town': `${one['family_name']} ${one['city']}`,
    'phone as dialled': dialled.replace(/(..)(?=.)/g, '$1 '),
    'phone, international': one['phone']?.replace(/^\+33(.)/, '+33 (0)$1 ') ?? '',
    'end of a phone': dialled.slice(-5),
    card: one['card_number'] ?? '',
    'end of a card': one['card_number']?.slice(-6) ?? '',
    'e-mail': one['email'] ?? '',
    'beginning of an e-mail': local.slice(0, 6),
    'e-mail domain': '@gmail',
    street: one['street'] ?? '',
    'postcode and town': `${one['postcode']} ${one['city']}`,
    'common family name': 'martin',
    'common given name': 'marie',
    'two common words': 'martin paris',
    'common given and family name': 'jean martin',
    'largest town': 'paris',
    'commonest word': 'rue',
    'two digits': '06',
    'one letter': 'm',
    'two letters': 'du',
    'three letters': 'art',
    'no such name': 'zzyzxq',
    'no such pair': 'xavierine martinezov',
    'no such phone': '06 99 99 99 99 99',
  };
}

const percentile = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
const told = (times: readonly number[]) =>
  `p50 ${percentile(times, 0.5).toFixed(1).padStart(6)} ms   p95 ${percentile(times, 0.95).toFixed(1).padStart(6)} ms`;

const folder = options.data ?? mkdtempSync(join(tmpdir(), 'chacun-bench-'));
const isNew = !existsSync(join(folder, 'postgres'));
const postgres = await startEmbeddedPostgres(join(folder, 'postgres'));
const server = connectDatabase({ url: postgres.url });
const { db } = server;
try {
  await migrateDatabase(server, readMigrations('migrations/postgres'));
  if (isNew) await fill(server);
  const queries = await queriesOf(server);
  const times = Object.fromEntries(Object.keys(queries).map((name) => [name, [] as number[]]));
  const found: Record<string, string> = {};
  const floor: number[] = [];
  const timed = async (list: number[], work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    list.push(performance.now() - start);
  };
  for (let round = -1; round < Number(options.rounds); round += 1) {
    if (round === 0) for (const list of [floor, ...Object.values(times)]) list.length = 0;
    for (const [name, search] of Object.entries(queries)) {
      const customerId = 1 + (((round + 2) * 7919 + search.length * 104_729) % size);
      await timed(floor, () =>
        sql`select * from identify.customer where customer_id = ${customerId}`.execute(db),
      );
      await timed(times[name] ?? [], async () => {
        const page = orThrow(
          await searchCustomers(db, { search, consentStatus: 'granted', sort: 'name', limit: 50 }),
        );
        found[name] = `${page.totalIsAtLeast ? 'over ' : ''}${page.total}`;
      });
    }
  }
  for (const [name, list] of Object.entries(times))
    console.log(`${name.padEnd(30)} ${told(list)}   ${found[name]} found`);
  const all = Object.values(times).flat();
  console.log(`${'one row by its number'.padEnd(30)} ${told(floor)}`);
  console.log(
    `search of ${size} customers: ${told(all)} of 150 allowed; ${(percentile(all, 0.5) / percentile(floor, 0.5)).toFixed(1)} × one row by its number (medians)`,
  );
} finally {
  await server.close();
  await postgres.stop();
  if (options.data === undefined) rmSync(folder, { recursive: true, force: true });
}
