import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream, uniform } from '#analytics/random';
import { readAllPictures } from '#identify/customers';
import { changeMatchingSettings, type MatchablePerson } from '#identify/matching';
import { keepUpload } from '#identify/sources';
import { standingClock } from '#platform/clock';
import { csvLine } from '#platform/csv';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importMarketPeople } from '#test/market-people';
import { resultPath, runScreening, type ScreeningNeeds } from './run-screening.ts';
import { findScreening } from './screenings.store.ts';
import { startScreening } from './start-screening.ts';

const clock = standingClock('2026-11-22T08:00:00Z');
const names = [
  'givenName',
  'familyName',
  'email',
  'phone',
  'street',
  'postcode',
  'city',
  'birthDate',
] as const;
type Line = { readonly [Name in (typeof names)[number]]?: string | undefined };

let engines: TestEngines;
let needs: ScreeningNeeds;
let people: MatchablePerson[];
let customers: Map<number, number>;

beforeAll(async () => {
  engines = await openTestEngines();
  needs = {
    ...{ server: engines.database, clock, folder: engines.folder },
    suppressed: async () => new Set(),
  };
  await importMarketPeople(engines, { seed: 'screening', people: 1200, until: '2026-11-22' });
  const all: MatchablePerson[] = [];
  for await (const some of readAllPictures(engines.db)) all.push(...some);
  people = all.filter(({ fields }) =>
    (['givenName', 'familyName', 'street', 'postcode', 'email'] as const).every(
      (name) => (fields[name]?.length ?? 0) > 4,
    ),
  );
  const { rows } = await sql<{ person: number; customer: number }>`
    select person_id as person, customer_id as customer from identify.customer_of`.execute(engines.db);
  customers = new Map(rows.map(({ person, customer }) => [person, customer]));
}, 300_000);
afterAll(() => engines.close());

const customerOf = (personId: number) => customers.get(personId) ?? personId;

/** Two neighbouring letters in each other's place. */
const slip = (text = '', at = 1) =>
  text.slice(0, at) + (text[at + 1] ?? '') + (text[at] ?? '') + text.slice(at + 2);

async function screen(lines: readonly Line[]): Promise<string[][]> {
  const text = [names, ...lines.map((line) => names.map((name) => line[name] ?? ''))]
    .map((line) => csvLine(line))
    .join('');
  const content = (async function* () {
    yield Buffer.from(text);
  })();
  const upload = { fileName: 'list.csv', content, maxBytes: 10_000_000, by: 'anna' };
  const kept = orThrow(
    await keepUpload(upload, { database: engines.database, folder: engines.folder, clock }),
  );
  const columns = Object.fromEntries(names.map((name) => [name, name]));
  const jobs = { enqueue: async () => '00000000-0000-7000-8000-000000000000' };
  const { screeningId } = orThrow(
    await startScreening(
      { ...needs, jobs },
      {
        ...{ files: [{ fileId: kept.fileId, columns }], channel: 'email' as const, by: 'anna' },
        licence: {
          ...{ supplier: 'Fichiers SA', list: 'Jardiniers', use: 'multiple' as const, expiresOn: null },
          ...{ costPerAddress: '0.15', currency: 'EUR' },
        },
      },
    ),
  );
  const screening = await findScreening(engines.db, screeningId);
  if (screening === undefined) throw new Error('not stored');
  const done = await runScreening(needs, screening);
  if (isRefusal(done)) throw new Error(done.message);
  const { alike, known, duplicate, opposed, new: fresh } = done;
  expect(known + fresh + opposed + duplicate).toBe(lines.length);
  expect(alike).toBeLessThanOrEqual(known);
  return readFileSync(resultPath(engines.folder, screeningId), 'utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(';').slice(1, 4));
}

it('knows people whose name and e-mail have a slip, each as the customer they are', async () => {
  const some = [...new Map(people.map((one) => [customerOf(one.personId), one])).values()].slice(0, 150);
  const decided = await screen(
    some.map(({ fields }, at) => ({
      ...{ givenName: fields.givenName, familyName: slip(fields.familyName, 1) },
      ...{ email: at % 2 === 0 ? slip(fields.email, 2) : `list${at}@elsewhere.example` },
      ...{ street: fields.street, postcode: fields.postcode, city: fields.city, birthDate: fields.birthDate },
    })),
  );
  const right = decided.filter(([decision, , customer], at) => {
    const { personId } = some[at] ?? { personId: 0 };
    return decision !== 'new' && Number(customer) === customerOf(personId);
  });
  const wrong = decided.filter(([decision], at) => decision !== 'new' && !right.includes(decided[at] ?? []));
  // 127 of 150 and 0: half the lines have another mailbox altogether, some neither birth date nor phone.
  expect(right.length).toBeGreaterThanOrEqual(0.84 * some.length);
  expect(wrong.length).toBeLessThanOrEqual(0.02 * some.length);
});

it('takes strangers for nobody, though their names, streets and towns are those of customers', async () => {
  const chance = createStream('strangers');
  const any = (name: (typeof names)[number]) =>
    people[Math.floor(uniform(chance) * people.length)]?.fields[name] ?? '';
  const decided = await screen(
    Array.from({ length: 300 }, (_, at) => ({
      ...{
        givenName: any('givenName'),
        familyName: any('familyName'),
        email: `stranger${at}@elsewhere.example`,
      },
      ...{ street: any('street'), postcode: any('postcode'), birthDate: any('birthDate') },
    })),
  );
  const taken = decided.filter(([decision]) => decision !== 'new').length;
  expect(taken).toBeLessThanOrEqual(1);
});

it('knows only equal keys while matching is off', async () => {
  const one = people[0]?.fields ?? {};
  const line = { ...one, email: 'list@elsewhere.example', phone: '', familyName: slip(one.familyName, 1) };
  const fields = Object.fromEntries(names.map((name) => [name, line[name]])) as Line;
  await engines.db.transaction().execute((trx) =>
    changeMatchingSettings(trx, {
      settings: { on: false, mergeFrom: 0.8, reviewFrom: 0.1 },
      ...{ by: 'anna', at: clock.now() },
    }),
  );
  expect((await screen([fields]))[0]?.[0]).toBe('new');
});
