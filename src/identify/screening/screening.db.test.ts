import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Mapping, keepUpload } from '#identify/sources';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { isRefusal, orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importAll, importNeeds } from '#test/imports';
import type { Licence } from './api.ts';
import { resultPath, runScreening, type ScreeningNeeds } from './run-screening.ts';
import { screeningData } from './screening-data.ts';
import { findScreening } from './screenings.store.ts';
import { startScreening } from './start-screening.ts';
import { viewScreening } from './view-screening.ts';

const clock = standingClock('2026-11-22T08:00:00Z');
let engines: TestEngines;
let needs: ScreeningNeeds;

beforeAll(async () => {
  engines = await openTestEngines();
  needs = {
    ...{ server: engines.database, clock, folder: engines.folder },
    suppressed: async (_, __, addresses) => new Set(addresses.filter((one) => one === 'never@example.org')),
  };
  const file = join(engines.folder, 'base.csv');
  const lines = [
    'id,first,last,mail,phone,street,postcode,city,at,status',
    '1,Zoé,Martin,zoe@example.org,0612345678,12 rue des Lilas,69003,Lyon,2026-01-01,in',
    '2,Léo,Petit,leo@example.org,,3 place Guérin,29200,Brest,2026-01-01,out',
  ];
  writeFileSync(file, lines.join('\n'));
  const person = {
    key: 'id',
    givenName: 'first',
    familyName: 'last',
    email: 'mail',
    phone: 'phone',
    street: 'street',
  };
  const consent = {
    person: 'id',
    channel: { constant: 'email' },
    purpose: { constant: 'marketing' },
    at: 'at',
  };
  const status = { column: 'status', values: { in: 'granted', out: 'withdrawn' } };
  await importAll(
    importNeeds(engines),
    file,
    Mapping.parse({
      ...{ name: 'people', source: 'shop', format: { kind: 'csv' } },
      records: [
        { kind: 'person', fields: { ...person, postcode: 'postcode', city: 'city' } },
        { kind: 'consent', fields: { ...consent, status } },
      ],
    }),
  );
});
afterAll(() => engines.close());

const columns = {
  email: 'Mail',
  phone: 'Tel',
  givenName: 'Prénom',
  familyName: 'Nom',
  street: 'Rue',
  postcode: 'CP',
};
const header = 'Prénom;Nom;Mail;Tel;Rue;CP';
const licence = (more: Partial<Licence> = {}): Licence => ({
  ...{ supplier: 'Fichiers SA', list: 'Jardiniers', use: 'multiple', expiresOn: null },
  ...{ costPerAddress: '0.15', currency: 'EUR', ...more },
});

async function send(name: string, lines: readonly string[]): Promise<string> {
  const bytes = Buffer.from(`${[header, ...lines].join('\n')}\n`);
  const content = (async function* () {
    yield bytes;
  })();
  const upload = { fileName: name, content, maxBytes: 1_000_000, by: 'anna' };
  return orThrow(await keepUpload(upload, { database: engines.database, folder: engines.folder, clock }))
    .fileId;
}

async function screen(files: readonly (readonly string[])[], of: Licence = licence()) {
  const sent = [];
  for (const [at, lines] of files.entries())
    sent.push({ fileId: await send(`list-${at + 1}.csv`, lines), columns });
  const jobs = { enqueue: async () => '00000000-0000-7000-8000-000000000000' };
  const begun = await startScreening(
    { ...needs, jobs },
    { files: sent, channel: 'email', licence: of, by: 'anna' },
  );
  if (isRefusal(begun)) return begun;
  const screening = await findScreening(engines.db, begun.screeningId);
  if (screening === undefined) throw new Error('not stored');
  const done = await runScreening(needs, screening);
  if (isRefusal(done)) return done;
  const path = resultPath(engines.folder, begun.screeningId);
  const lines = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split('\r\n');
  return {
    id: begun.screeningId,
    counts: done,
    lines,
    view: orThrow(await viewScreening(engines.db, begun.screeningId)),
  };
}

it('says of each line whether it is new, a customer, or left out and why', async () => {
  const first = [
    'Zoé;Martin;ZOE@example.org;;;', // by e-mail
    'Zoe;MARTIN;;06 12 34 56 78;;', // by phone and family name: a customer, and the line before again? another key
    'ZOÉ;martin;;;12, rue des Lilas;69003', // by name and door
    'Léo;Petit;leo@example.org;;;', // withdrew consent for e-mail
    'Ana;Roux;ana@example.net;;;',
    'Tom;Vidal;never@example.org;;;',
    ';;;;;',
    '=cmd;Roux;ANA@example.net;;;', // again
  ];
  const second = ['Ana;Roux;ana@example.net;;;', 'Ida;Blanc;ida@example.net;;;'];
  const done = await screen([first, second]);
  if (isRefusal(done)) throw new Error(done.message);
  expect(done.counts).toEqual({
    read: 10,
    new: 2,
    alike: 0,
    known: 3,
    opposed: 1,
    suppressed: 1,
    duplicate: 2,
    unusable: 1,
  });
  expect(done.lines[0]).toBe('file;decision;reason;customer;Prénom;Nom;Mail;Tel;Rue;CP');
  const { rows } = await sql<{
    id: number;
  }>`select customer_id as id from identify.customer where email = 'zoe@example.org'`.execute(engines.db);
  const zoe = rows[0]?.id;
  expect(done.lines.slice(1).map((line) => line.split(';').slice(0, 4).join(' ').trim())).toEqual([
    `list-1.csv known  ${zoe}`,
    `list-1.csv known  ${zoe}`,
    `list-1.csv known  ${zoe}`,
    expect.stringMatching(/^list-1\.csv excluded opposed \d+$/),
    'list-1.csv new',
    'list-1.csv excluded suppressed',
    'list-1.csv excluded unusable',
    'list-1.csv excluded duplicate',
    'list-2.csv excluded duplicate',
    'list-2.csv new',
  ]);
  expect(done.lines.join('\n')).toContain(";'=cmd;");
  expect(done.view).toMatchObject({
    cost: '1.5',
    costPerNew: '0.7500',
    state: 'done',
    files: ['list-1.csv', 'list-2.csv'],
  });
});

it('keeps nobody of the file: no table holds its words', async () => {
  const { rows } = await sql<{ name: string }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_schema in ('identify', 'platform', 'interact') and table_type = 'BASE TABLE'`.execute(
    engines.db,
  );
  for (const { name } of rows) {
    const found = await sql<{
      n: number;
    }>`select count(*) as n from ${sql.raw(name)} t where t::text ilike '%ana@example.net%'`.execute(
      engines.db,
    );
    expect({ name, found: found.rows[0]?.n }).toEqual({ name, found: 0 });
  }
  const keys = await sql<{ n: number }>`select count(*) as n from identify.screening_key`.execute(engines.db);
  expect(keys.rows[0]?.n).toBe(0);
});

it('refuses a second use of a list licensed for one, sorted and written otherwise too', async () => {
  const list = ['A;Un;un@example.net;;;', 'B;Deux;deux@example.net;;;', 'C;Trois;trois@example.net;;;'];
  const single = licence({ use: 'single', list: 'Bricoleurs' });
  expect(await screen([list], single)).toMatchObject({ counts: { new: 3 } });
  const again = await screen([[...list.toReversed(), 'D;Quatre;QUATRE@example.net;;;']], single);
  expect(isRefusal(again) && again.code).toBe('licence-used');
  const { rows } = await sql<{ id: number; state: string }>`
    select screening_id as id, state from identify.screening order by 1 desc limit 1`.execute(engines.db);
  expect(rows[0]?.state).toBe('failed');
  expect(existsSync(resultPath(engines.folder, rows[0]?.id ?? 0))).toBe(false);
  // Another list of the supplier, and the same people from another supplier, are other licences.
  expect(await screen([list], { ...single, list: 'Peintres' })).toMatchObject({ counts: { new: 3 } });
});

it('refuses a licence that is over, and columns by which nobody can be known', async () => {
  const over = await screen([['A;Un;un@example.net;;;']], licence({ expiresOn: '2026-11-21' }));
  expect(isRefusal(over) && over.code).toBe('licence-expired');
  expect(await screen([['A;Un;un@example.net;;;']], licence({ expiresOn: '2026-11-22' }))).toMatchObject({
    counts: { read: 1 },
  });
  const jobs = { enqueue: async () => '' };
  const files = [{ fileId: await send('x.csv', ['A;Un;;;;']), columns: { familyName: 'Nom' } }];
  const blind = await startScreening(
    { ...needs, jobs },
    { files, channel: 'post', licence: licence(), by: 'anna' },
  );
  expect(isRefusal(blind) && blind.code).toBe('columns-insufficient');
});

it('lets results that tell of an erased person go, whether she was recognised or not, and no others', async () => {
  const by = async (line: string) => {
    const done = await screen([[line]]);
    if (isRefusal(done)) throw new Error(done.message);
    return { path: resultPath(engines.folder, done.id), customer: Number(done.lines[1]?.split(';')[3]) };
  };
  const recognised = await by('Zoe;MARTIN;;06 12 34 56 78;;');
  const unrecognised = await by('Z;Autre;zoe.perso@example.net;;;');
  const other = await by('Uma;Noir;uma@example.net;;;');
  const nobody = { keys: [], emails: [], cards: [], importIds: [] };
  const subject = { ...nobody, customerId: recognised.customer, personIds: [recognised.customer] };
  const { eraseElsewhere } = screeningData({ folder: engines.folder });
  await eraseElsewhere?.({ ...subject, told: [['zoe.perso@example.net']] });
  const left = [recognised, unrecognised, other].map(({ path }) => existsSync(path));
  expect(left).toEqual([false, false, true]);
  expect(await eraseElsewhere?.({ ...subject, told: [] })).toEqual({ screening_results: 0 });
  const empty = screeningData({ folder: join(engines.folder, 'nowhere') });
  expect(await empty.eraseElsewhere?.({ ...subject, told: [] })).toEqual({ screening_results: 0 });
});
