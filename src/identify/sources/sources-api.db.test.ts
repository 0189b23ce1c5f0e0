import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { marketInFolder, openSourcesApi, type SourcesApi } from '#test/sources-api';
import type { CheckReply, ImportReceiptView } from './api.ts';

let engines: TestEngines;
let api: SourcesApi;
let market: (name: string) => Buffer;

beforeAll(async () => {
  engines = await openTestEngines();
  market = await marketInFolder(engines.folder, 300);
  api = await openSourcesApi(engines);
}, 120_000);
afterAll(async () => {
  await api.close();
  await engines.close();
});

const look = (name: string, source: string) => api.look(name, source, market(name));
const linesOf = (name: string) => market(name).toString('latin1').split('\n').length - 2;

/** The sum of a column of amounts written as the till does, in cents. */
function centsOf(name: string, column: number): bigint {
  const rows = market(name).toString('latin1').split('\r\n').slice(1, -1);
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
    const done = await api.run({ fileId, mapping });
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
    const check = await api.ask<CheckReply>('POST', `/uploads/${fileId}/check`, {
      mapping,
      lines: 50,
      show: 3,
    });
    expect(check.body).toMatchObject({ read: 50, accepted: 50, rejected: 0, whole: false });
    expect(check.body.first).toHaveLength(3);
    expect(check.body.first[0]?.records[0]?.fields['at']).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d:00\.000$/);

    started = { fileId, mapping };
    const dry = await api.run({ ...started, dryRun: true });
    const lines = linesOf('shop-order-lines.csv');
    expect(dry).toMatchObject({ state: 'done', dryRun: true, read: lines, accepted: lines });
    expect(await api.factsOf(dry.importId)).toMatchObject({ lines: 0 });

    receipt = await api.run(started);
    expect(receipt).toMatchObject({ state: 'done', read: lines, accepted: lines, rejected: 0, error: null });
    const facts = await api.factsOf(receipt.importId);
    expect(facts?.lines).toBe(lines);
    expect(Math.round(Number(facts?.net) * 100)).toBe(Number(centsOf('shop-order-lines.csv', 9)));
    const job = await api.jobs.find(receipt.jobId ?? '');
    expect(job?.progress).toMatchObject({ done: receipt.fileBytes, total: receipt.fileBytes });
    expect(job?.progress.counts).toMatchObject({ read: lines, accepted: lines });
  });

  it('the same again changes nothing, and the mapping saved is proposed', async () => {
    const again = await api.run(started);
    expect(again).toMatchObject({ accepted: 0, duplicate: receipt.read, mappingVersion: 1 });
    const { guessed } = await look('shop-order-lines.csv', 'shop');
    expect(guessed.saved).toMatchObject({ mappingId: receipt.mappingId, version: 1 });
    expect(guessed.columns.find(({ column }) => column === 'Montant HT')).toMatchObject({
      ...{ from: 'saved', confidence: 1 },
      targets: expect.arrayContaining([{ kind: 'orderLine', field: 'net' }]),
    });
    const asked = await api.ask<{ jobId: string }>('POST', `/imports/${again.importId}/undo`);
    await api.jobs.wait(asked.body.jobId);
    expect(await api.factsOf(receipt.importId)).toMatchObject({ lines: receipt.read });
  });

  it('undone as a job, it can be imported again', async () => {
    const asked = await api.ask<{ jobId: string }>('POST', `/imports/${receipt.importId}/undo`);
    expect(asked.status).toBe(202);
    expect((await api.jobs.wait(asked.body.jobId)).state).toBe('done');
    expect(await api.factsOf(receipt.importId)).toMatchObject({ lines: 0 });
    const undone = await api.ask('POST', `/imports/${receipt.importId}/undo`);
    expect(undone).toMatchObject({ status: 409, body: { code: 'import-already-undone' } });
    const again = await api.run(started);
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
    expect(await api.run({ fileId, mapping })).toMatchObject({ read: lines, accepted: lines });
  });

  it('asked twice at once, it is one import', async () => {
    await api.jobs.stop();
    try {
      const [one, other] = await Promise.all([
        api.ask<ImportReceiptView>('POST', '/imports', { ...started, dropRepeats: true }),
        api.ask<ImportReceiptView>('POST', '/imports', { ...started, dropRepeats: true }),
      ]);
      expect(other.body.importId).toBe(one.body.importId);
      const cancelled = await api.ask<ImportReceiptView>('POST', `/imports/${one.body.importId}/cancel`);
      expect(cancelled.body.state).toBe('cancelled');
    } finally {
      await api.jobs.start();
    }
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
    const done = await api.run({ fileId, mapping });
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
    const { detected, guessed, mapping, fileId } = await api.look('clients.xlsx', 'desk', content);
    expect(detected).toMatchObject({
      format: { kind: 'xlsx', header: true },
      rows: [{ line: 2 }, { line: 3 }],
    });
    expect(guessed.kind).toBe('person');
    const check = await api.ask<CheckReply>('POST', `/uploads/${fileId}/check`, { mapping });
    expect(check.body).toMatchObject({ read: 2, accepted: 2, whole: true });
    expect(check.body.first[0]?.records[0]?.fields).toMatchObject({
      ...{ key: 'C1', familyName: 'Noël', givenName: 'Zoé', birthDate: '1980-02-29' },
    });
    expect(await api.run({ fileId, mapping })).toMatchObject({ read: 2, accepted: 2 });
  });
});
