import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import ExcelJS from 'exceljs';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMarket, writeMarketFiles } from '#market';
import { systemClock } from '#platform/clock';
import { createServer } from '#platform/http';
import { createJobs, type JobWorker } from '#platform/jobs';
import { silentLog } from '#platform/logging';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importNeeds } from '#test/imports';
import type { CheckReply, DetectReply, GuessReply, ImportReceiptView, Mapping, UploadView } from './api.ts';
import { sourcesModule } from './sources.module.ts';

type Answer<Body> = { readonly status: number; readonly body: Body };

let engines: TestEngines;
let jobs: JobWorker;
let server: FastifyInstance;
let address: string;
let market: string;

beforeAll(async () => {
  engines = await openTestEngines();
  market = join(engines.folder, 'market');
  await writeMarketFiles({
    market: createMarket({ seed: 7, people: 300, months: 24, until: '2026-11-22' }),
    write: async (file) => {
      const path = join(market, file.name);
      mkdirSync(dirname(path), { recursive: true });
      await pipeline(Readable.from(file.chunks()), createWriteStream(path));
    },
  });
  const definitions = () => module.jobs ?? [];
  jobs = createJobs({
    ...{ server: engines.database, clock: systemClock, log: silentLog, workerName: 'test', definitions },
    retryDelayMs: () => 20,
  });
  const module = sourcesModule({
    ...importNeeds(engines),
    ...{ clock: systemClock, jobs, currency: 'EUR', timeZone: 'Europe/Paris', uploadBytesMax: 60_000_000 },
  });
  server = await createServer({
    routes: module.routes ?? [],
    guard: {
      findActor: async () => ({ kind: 'api-key', id: 1, name: 'Léa', role: 'admin' }),
      may: () => true,
      isPermission: () => true,
      audit: async () => undefined,
    },
    log: silentLog,
    version: 'test',
    trustProxy: false,
  });
  address = await server.listen({ port: 0, host: '127.0.0.1' });
  await jobs.start();
}, 120_000);
afterAll(async () => {
  await jobs.stop();
  await server.close();
  await engines.close();
});

async function ask<Body>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<Answer<Body>> {
  const json = { 'content-type': 'application/json' };
  const reply = await fetch(`${address}/api/v1${path}`, {
    method,
    ...(body === undefined ? {} : { headers: json, body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as Body };
}

async function send(content: string | Uint8Array, name: string): Promise<UploadView> {
  const form = new FormData();
  form.set('file', new Blob([typeof content === 'string' ? content : new Uint8Array(content)]), name);
  const reply = await fetch(`${address}/api/v1/uploads`, { method: 'POST', body: form });
  expect(reply.status).toBe(201);
  return (await reply.json()) as UploadView;
}

const sendFile = (name: string) => send(readFileSync(join(market, name)), name);

/** Sends a file and answers what is made of it without anybody's help, but for the source's name. */
async function look(name: string, source: string, content?: string | Uint8Array) {
  const { fileId } = await (content === undefined ? sendFile(name) : send(content, name));
  const detected = await ask<DetectReply>('POST', `/uploads/${fileId}/detect`, {});
  expect(detected.status).toBe(200);
  const { format } = detected.body;
  const guessed = await ask<GuessReply>('POST', `/uploads/${fileId}/guess`, { format, source });
  expect(guessed.status).toBe(200);
  expect(guessed.body.missing).toEqual([]);
  return { fileId, detected: detected.body, guessed: guessed.body, mapping: guessed.body.mapping };
}

async function run(body: object): Promise<ImportReceiptView> {
  const started = await ask<ImportReceiptView>('POST', '/imports', body);
  expect(started).toMatchObject({ status: 202 });
  await jobs.wait(started.body.jobId ?? '');
  return (await ask<ImportReceiptView>('GET', `/imports/${started.body.importId}`)).body;
}

const linesOf = (name: string) => readFileSync(join(market, name), 'latin1').split('\n').length - 2;
const factsOf = async (importId: number) => {
  const [row] = await engines.warehouse.query<{ lines: number; net: string }>(
    `SELECT count() AS lines, toString(sum(net)) AS net FROM order_lines WHERE import_id = {importId:UInt64}`,
    { importId },
  );
  return row;
};

/** The sum of a column of amounts written as the till does, in cents. */
function centsOf(name: string, column: number): bigint {
  const rows = readFileSync(join(market, name), 'latin1').split('\r\n').slice(1, -1);
  return rows.reduce((sum, row) => sum + BigInt((row.split(';')[column] ?? '').replace(/[^\d-]/g, '')), 0n);
}

describe('the till’s files, from upload to undo', { timeout: 120_000 }, () => {
  let receipt: ImportReceiptView;
  let started: object;

  it('people are recognised in Windows-1252 with their French headers', async () => {
    const { detected, guessed, mapping, fileId } = await look('shop-people.csv', 'shop');
    expect(detected.format).toMatchObject({
      ...{ kind: 'csv', encoding: 'windows-1252', delimiter: ';', header: true, date: 'dd/MM/yyyy' },
    });
    expect(guessed).toMatchObject({ kind: 'person', saved: null });
    expect(mapping.records[0]?.fields).toMatchObject({
      ...{ key: 'N° carte', civility: 'Civilité', familyName: 'Nom', givenName: 'Prénom' },
      ...{ birthDate: 'Date de naissance', street: 'Adresse', postcode: 'Code postal', city: 'Ville' },
      ...{ phone: 'Téléphone', email: 'E-mail', cardNumber: 'N° carte' },
    });
    const done = await run({ fileId, mapping });
    const lines = linesOf('shop-people.csv');
    expect(done).toMatchObject({
      state: 'done',
      read: lines,
      accepted: lines,
      rejected: 0,
      createdBy: 'Léa',
    });
  });

  it('order lines too: amounts with a decimal comma, French dates, the same customers', async () => {
    const { detected, guessed, mapping, fileId } = await look('shop-order-lines.csv', 'shop');
    expect(detected.format).toMatchObject({
      decimal: ',',
      date: 'dd/MM/yyyy HH:mm',
      timeZone: 'Europe/Paris',
    });
    expect(guessed.kind).toBe('orderLine');
    expect(mapping.records[0]?.fields).toMatchObject({
      ...{ person: 'N° carte', order: 'N° ticket', at: 'Date', sku: 'Code article', quantity: 'Quantité' },
      ...{ unitPrice: 'Prix unitaire HT', net: 'Montant HT', currency: { constant: 'EUR' } },
    });
    const check = await ask<CheckReply>('POST', `/uploads/${fileId}/check`, { mapping, lines: 50, show: 3 });
    expect(check.body).toMatchObject({ read: 50, accepted: 50, rejected: 0, whole: false });
    expect(check.body.first).toHaveLength(3);
    expect(check.body.first[0]?.records[0]?.fields['at']).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d:00\.000$/);

    started = { fileId, mapping };
    const dry = await run({ ...started, dryRun: true });
    const lines = linesOf('shop-order-lines.csv');
    expect(dry).toMatchObject({ state: 'done', dryRun: true, read: lines, accepted: lines });
    expect(await factsOf(dry.importId)).toMatchObject({ lines: 0 });

    receipt = await run(started);
    expect(receipt).toMatchObject({ state: 'done', read: lines, accepted: lines, rejected: 0, error: null });
    const facts = await factsOf(receipt.importId);
    expect(facts?.lines).toBe(lines);
    expect(Math.round(Number(facts?.net) * 100)).toBe(Number(centsOf('shop-order-lines.csv', 9)));
    const job = await jobs.find(receipt.jobId ?? '');
    expect(job?.progress).toMatchObject({ done: receipt.fileBytes, total: receipt.fileBytes });
    expect(job?.progress.counts).toMatchObject({ read: lines, accepted: lines });
  });

  it('the same again changes nothing, and the mapping saved is proposed', async () => {
    const again = await run(started);
    expect(again).toMatchObject({ accepted: 0, duplicate: receipt.read, mappingVersion: 1 });
    const { guessed } = await look('shop-order-lines.csv', 'shop');
    expect(guessed.saved).toMatchObject({ mappingId: receipt.mappingId, version: 1 });
    expect(guessed.columns.find(({ column }) => column === 'Montant HT')).toMatchObject({
      ...{ from: 'saved', confidence: 1 },
      targets: expect.arrayContaining([{ kind: 'orderLine', field: 'net' }]),
    });
    const asked = await ask<{ jobId: string }>('POST', `/imports/${again.importId}/undo`);
    await jobs.wait(asked.body.jobId);
    expect(await factsOf(receipt.importId)).toMatchObject({ lines: receipt.read });
  });

  it('undone as a job, it can be imported again', async () => {
    const asked = await ask<{ jobId: string }>('POST', `/imports/${receipt.importId}/undo`);
    expect(asked.status).toBe(202);
    expect((await jobs.wait(asked.body.jobId)).state).toBe('done');
    expect(await factsOf(receipt.importId)).toMatchObject({ lines: 0 });
    const undone = await ask('POST', `/imports/${receipt.importId}/undo`);
    expect(undone).toMatchObject({ status: 409, body: { code: 'import-already-undone' } });
    const again = await run(started);
    expect(again).toMatchObject({ state: 'done', accepted: receipt.read, duplicate: 0 });
  });

  it('consents get their words translated', async () => {
    const { guessed, mapping, fileId } = await look('shop-consents.csv', 'shop');
    expect(guessed.kind).toBe('consent');
    expect(mapping.records[0]?.fields).toMatchObject({
      channel: { column: 'Canal', values: expect.objectContaining({ 'e-mail': 'email', courrier: 'post' }) },
      status: {
        column: 'Statut',
        values: { accord: 'granted', refus: 'withdrawn', retrait: 'withdrawn' },
      },
      purpose: { constant: 'marketing' },
    });
    const lines = linesOf('shop-consents.csv');
    expect(await run({ fileId, mapping })).toMatchObject({ read: lines, accepted: lines });
  });

  it('asked twice at once, it is one import', async () => {
    await jobs.stop();
    const [one, other] = await Promise.all([
      ask<ImportReceiptView>('POST', '/imports', { ...started, dropRepeats: true }),
      ask<ImportReceiptView>('POST', '/imports', { ...started, dropRepeats: true }),
    ]);
    expect(other.body.importId).toBe(one.body.importId);
    const cancelled = await ask<ImportReceiptView>('POST', `/imports/${one.body.importId}/cancel`);
    expect(cancelled.body.state).toBe('cancelled');
    await jobs.start();
  });
});

describe('files of other kinds', { timeout: 120_000 }, () => {
  it.each([
    ['web-people.jsonl', 'web', 'person', { kind: 'json-lines' }],
    ['web-order-lines.csv', 'web', 'orderLine', { delimiter: ',', decimal: '.', date: 'iso' }],
    ['web-contacts.csv', 'web', 'contact', { delimiter: ',' }],
    ['phone-people.txt', 'phone', 'person', { delimiter: '\t', encoding: 'utf-8' }],
    ['phone-order-lines.txt', 'phone', 'orderLine', { delimiter: '\t', decimal: ',' }],
    ['phone-consents.txt', 'phone', 'consent', { delimiter: '\t' }],
    ['products.csv', 'catalogue', 'product', { delimiter: ';', decimal: ',' }],
  ])('%s goes in by the guess alone', async (name, source, kind, format) => {
    const { detected, guessed, mapping, fileId } = await look(name, source);
    expect(detected.format).toMatchObject(format);
    expect(guessed.kind).toBe(kind);
    const done = await run({ fileId, mapping });
    expect(done).toMatchObject({ state: 'done', rejected: 0, error: null });
    expect(done.accepted).toBe(done.read);
    expect(done.read).toBeGreaterThan(10);
  });

  it('an Excel workbook', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('Clients');
    sheet.addRow(['Code client', 'Nom', 'Prénom', 'E-mail', 'Date de naissance']);
    sheet.addRow(['C1', 'Noël', 'Zoé', 'zoe@example.org', new Date(Date.UTC(1980, 1, 29))]);
    sheet.addRow(['C2', 'Roy', 'Ada', 'ada@example.org', new Date(Date.UTC(1975, 11, 31))]);
    const content = new Uint8Array(await workbook.xlsx.writeBuffer());
    const { detected, guessed, mapping, fileId } = await look('clients.xlsx', 'desk', content);
    expect(detected).toMatchObject({
      format: { kind: 'xlsx', header: true },
      rows: [{ line: 2 }, { line: 3 }],
    });
    expect(guessed.kind).toBe('person');
    const check = await ask<CheckReply>('POST', `/uploads/${fileId}/check`, { mapping });
    expect(check.body).toMatchObject({ read: 2, accepted: 2, whole: true });
    expect(check.body.first[0]?.records[0]?.fields).toMatchObject({
      ...{ key: 'C1', familyName: 'Noël', givenName: 'Zoé', birthDate: '1980-02-29' },
    });
    expect(await run({ fileId, mapping })).toMatchObject({ read: 2, accepted: 2 });
  });
});

const orders = (over: object = {}): Mapping =>
  ({
    name: 'orders',
    source: 'bad',
    format: { kind: 'csv', delimiter: ';', decimal: ',', date: 'dd/MM/yyyy' },
    records: [
      {
        kind: 'orderLine',
        fields: { person: 'client', order: 'commande', at: 'date', net: 'montant', currency: 'devise' },
      },
    ],
    ...over,
  }) as Mapping;
const header = 'client;commande;date;montant;devise\n';

describe('bad input is told in words, and the server stays', { timeout: 120_000 }, () => {
  it('refused lines name line, column, value and reason; their file is safe in a spreadsheet', async () => {
    const lines = [
      'C1;1;31/01/2024;1 234,56 €;EUR',
      'C2;2;31/02/2024;10,00;EUR',
      '=cmd|calc;3;01/02/2024;10,00;XXX',
      'C4;4;01/02/2024;dix;EUR',
      'C5;"5"x;01/02/2024;1,00;EUR',
      'C\0;6;01/02/2024;1,00;EUR',
      'C7;7;01/02/2024',
    ];
    const { fileId } = await send(header + lines.join('\n'), 'commandes.csv');
    const check = await ask<CheckReply>('POST', `/uploads/${fileId}/check`, { mapping: orders() });
    expect(check.body).toMatchObject({ read: 7, accepted: 1, rejected: 6, whole: true });
    expect(check.body.first[0]?.records[0]?.fields['net']).toBe('1234.56');
    expect(check.body.problems).toMatchObject([
      { line: 3, column: 'date', value: '31/02/2024', code: 'bad-date' },
      { line: 4, column: 'devise', value: 'XXX', code: 'unknown-currency' },
      { line: 5, column: 'montant', value: 'dix', code: 'bad-number' },
      { line: 6, code: 'broken-quotes' },
      { line: 7, column: 'client', code: 'nul-character' },
      { line: 8, code: 'column-count' },
    ]);

    const done = await run({ fileId, mapping: orders() });
    expect(done).toMatchObject({ state: 'done', read: 7, accepted: 1, rejected: 6 });
    expect(done.reasons).toHaveLength(6);
    const rejects = await ask<{ items: unknown[]; nextCursor: string; total: number }>(
      'GET',
      `/imports/${done.importId}/rejects?limit=4`,
    );
    expect(rejects.body).toMatchObject({
      total: 6,
      items: [{ line: 3 }, { line: 4 }, { line: 5 }, { line: 6 }],
    });
    const rest = await ask(
      'GET',
      `/imports/${done.importId}/rejects?limit=4&cursor=${rejects.body.nextCursor}`,
    );
    expect(rest.body).toMatchObject({ items: [{ line: 7 }, { line: 8 }], nextCursor: null });

    const reply = await fetch(`${address}/api/v1/imports/${done.importId}/errors.csv`);
    expect(reply.headers.get('content-disposition')).toContain(`import-${done.importId}-errors.csv`);
    const text = Buffer.from(await reply.arrayBuffer()).toString('utf8');
    const [names, , second, ...others] = text.split('\r\n');
    expect(names).toBe('\ufeffclient;commande;date;montant;devise;line;column;code;message');
    expect(second).toMatch(/^'=cmd\|calc;3;01\/02\/2024;10,00;XXX;4;devise;unknown-currency;/);
    expect(others).toHaveLength(5);
  });

  it('a missing column is refused before anything is stored, naming it and those there are', async () => {
    const { fileId } = await send('client;commande;date;total\nC1;1;31/01/2024;3\n', 'sans.csv');
    const mapping = orders({ source: 'never' });
    for (const path of [`/uploads/${fileId}/check`, '/imports']) {
      const refused = await ask<{ detail: string }>('POST', path, { fileId, mapping });
      expect(refused).toMatchObject({ status: 400, body: { code: 'missing-column' } });
      expect(refused.body.detail).toMatch(/sans\.csv.*"montant", "devise".*client, commande, date, total/);
    }
    const sources = await ask('GET', '/sources?search=never');
    expect(sources.body).toMatchObject({ items: [], total: 0 });
  });

  it('a single line of 50 MB is one refused line, or no table', async () => {
    const long = new Uint8Array(Buffer.alloc(50_000_000, 'x'));
    const alone = await send(long, 'ligne.csv');
    const detected = await ask<{ detail: string }>('POST', `/uploads/${alone.fileId}/detect`, {});
    expect(detected).toMatchObject({ status: 400, body: { code: 'line-too-long' } });
    expect(detected.body.detail).toContain('ligne.csv, line 1');
    const content = Buffer.concat([Buffer.from(header), long, Buffer.from('\nC1;1;31/01/2024;3,00;EUR\n')]);
    const { fileId } = await send(new Uint8Array(content), 'longue.csv');
    const done = await run({ fileId, mapping: orders() });
    expect(done).toMatchObject({ read: 2, accepted: 1, rejected: 1, reasons: [{ code: 'line-too-long' }] });
  });

  it.each([
    ['unreadable-file', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4])],
    ['unreadable-file', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9])],
    ['json-array', '[{"id":1}]'],
    ['empty-file', '\n\n\n'],
  ])('%s', async (code, content) => {
    const { fileId } = await send(content, 'fichier');
    const refused = await ask('POST', `/uploads/${fileId}/detect`, {});
    expect(refused).toMatchObject({ status: 400, body: { code } });
  });

  it('nothing, too much, no file, another file', async () => {
    const form = (content: Uint8Array<ArrayBuffer>) => {
      const data = new FormData();
      data.set('file', new Blob([content]), '../../etc/passwd');
      return data;
    };
    const post = async (body: FormData) => {
      const reply = await fetch(`${address}/api/v1/uploads`, { method: 'POST', body });
      return { status: reply.status, body: await reply.json() };
    };
    expect(await post(form(new Uint8Array()))).toMatchObject({ status: 400, body: { code: 'empty-file' } });
    expect(await post(form(new Uint8Array(60_000_001)))).toMatchObject({
      ...{ status: 413, body: { code: 'file-too-large' } },
    });
    expect(await post(new FormData())).toMatchObject({ status: 400 });
    expect(await post(form(new Uint8Array([65])))).toMatchObject({ status: 201, body: { name: 'passwd' } });
    const unknown = await ask('POST', `/uploads/${'0'.repeat(64)}/detect`, {});
    expect(unknown).toMatchObject({ status: 404, body: { code: 'no-such-file' } });
  });
});

describe('lists and mappings', () => {
  it('imports by pages, by state and by file name', async () => {
    type List = { items: { importId: number; fileName: string }[]; nextCursor: string | null; total: number };
    const all: number[] = [];
    let cursor: string | null = '';
    let total = 0;
    while (cursor !== null) {
      const page: Answer<List> = await ask<List>(
        'GET',
        `/imports?limit=5${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      all.push(...page.body.items.map(({ importId }) => importId));
      ({ nextCursor: cursor, total } = page.body);
    }
    expect(all).toHaveLength(total);
    expect(all).toEqual([...all].sort((one, other) => other - one));
    const undone = await ask<List>('GET', '/imports?state=undone&search=SHOP-ORDER&sort=oldest');
    expect(undone.body.items.map(({ fileName }) => fileName)).toEqual(
      undone.body.items.map(() => 'shop-order-lines.csv'),
    );
    expect(undone.body.total).toBe(2);
    expect(await ask('GET', '/imports?cursor=zzz')).toMatchObject({
      status: 400,
      body: { code: 'bad-cursor' },
    });
  });

  it('a mapping changes by versions, one writer at a time', async () => {
    const definition = orders({ name: 'versions', source: 'shop' });
    const first = await ask<{ mappingId: number; version: number }>('POST', '/mappings', definition);
    expect(first).toMatchObject({ status: 201, body: { version: 1, sourceName: 'shop' } });
    const { mappingId } = first.body;
    const changed = { ...definition, description: 'with words' };
    const second = await ask<{ mappingId: number }>('PUT', `/mappings/${mappingId}`, changed);
    expect(second.body).toMatchObject({ version: 2, mapping: { description: 'with words' } });
    const late = await ask('PUT', `/mappings/${mappingId}`, { ...definition, description: 'late' });
    expect(late).toMatchObject({ status: 409, body: { code: 'mapping-changed-meanwhile' } });
    const renamed = await ask('PUT', `/mappings/${second.body.mappingId}`, { ...changed, name: 'else' });
    expect(renamed).toMatchObject({ status: 400, body: { code: 'mapping-renamed' } });
    const page = await ask<{ versions: unknown[] }>('GET', `/mappings/${mappingId}`);
    expect(page.body).toMatchObject({ version: 1, versions: [{ version: 2 }, { version: 1 }] });
    const list = await ask<{ items: { version: number }[] }>('GET', '/mappings?search=versions');
    expect(list.body.items).toMatchObject([{ version: 2 }]);
    expect(await ask('POST', '/mappings', { name: 'x' })).toMatchObject({ status: 400 });
  });
});
