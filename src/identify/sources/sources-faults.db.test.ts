import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestEngines, type TestEngines } from '#test/engines';
import { type Answer, openSourcesApi, type SourcesApi } from '#test/sources-api';
import type { CheckReply, ImportReceiptView, Mapping } from './api.ts';

let engines: TestEngines;
let api: SourcesApi;

beforeAll(async () => {
  engines = await openTestEngines();
  api = await openSourcesApi(engines);
}, 120_000);
afterAll(async () => {
  await api.close();
  await engines.close();
});

const send = async (content: string | Uint8Array, name: string) => (await api.upload(content, name)).body;

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
    const check = await api.ask<CheckReply>('POST', `/uploads/${fileId}/check`, { mapping: orders() });
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

    const done = await api.run({ fileId, mapping: orders() });
    expect(done).toMatchObject({ state: 'done', read: 7, accepted: 1, rejected: 6 });
    expect(done.reasons).toHaveLength(6);
    const rejects = await api.ask<{ items: unknown[]; nextCursor: string; total: number }>(
      'GET',
      `/imports/${done.importId}/rejects?limit=4`,
    );
    expect(rejects.body).toMatchObject({
      total: 6,
      items: [{ line: 3 }, { line: 4 }, { line: 5 }, { line: 6 }],
    });
    const rest = await api.ask(
      'GET',
      `/imports/${done.importId}/rejects?limit=4&cursor=${rejects.body.nextCursor}`,
    );
    expect(rest.body).toMatchObject({ items: [{ line: 7 }, { line: 8 }], nextCursor: null });

    const reply = await fetch(`${api.address}/api/v1/imports/${done.importId}/errors.csv`);
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
      const refused = await api.ask<{ detail: string }>('POST', path, { fileId, mapping });
      expect(refused).toMatchObject({ status: 400, body: { code: 'missing-column' } });
      expect(refused.body.detail).toMatch(/sans\.csv.*"montant", "devise".*client, commande, date, total/);
    }
    const sources = await api.ask('GET', '/sources?search=never');
    expect(sources.body).toMatchObject({ items: [], total: 0 });
  });

  it('a single line of 50 MB is one refused line, or no table', async () => {
    const long = new Uint8Array(Buffer.alloc(50_000_000, 'x'));
    const alone = await send(long, 'ligne.csv');
    const detected = await api.ask<{ detail: string }>('POST', `/uploads/${alone.fileId}/detect`, {});
    expect(detected).toMatchObject({ status: 400, body: { code: 'line-too-long' } });
    expect(detected.body.detail).toContain('ligne.csv, line 1');
    const content = Buffer.concat([Buffer.from(header), long, Buffer.from('\nC1;1;31/01/2024;3,00;EUR\n')]);
    const { fileId } = await send(new Uint8Array(content), 'longue.csv');
    const done = await api.run({ fileId, mapping: orders() });
    expect(done).toMatchObject({ read: 2, accepted: 1, rejected: 1, reasons: [{ code: 'line-too-long' }] });
  });

  it.each([
    ['unreadable-file', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4])],
    ['unreadable-file', new Uint8Array([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 9])],
    ['json-array', '[{"id":1}]'],
    ['empty-file', '\n\n\n'],
  ])('%s', async (code, content) => {
    const { fileId } = await send(content, 'fichier');
    const refused = await api.ask('POST', `/uploads/${fileId}/detect`, {});
    expect(refused).toMatchObject({ status: 400, body: { code } });
  });

  it('nothing, too much, no file, another file', async () => {
    const form = (content: Uint8Array<ArrayBuffer>) => {
      const data = new FormData();
      data.set('file', new Blob([content]), '../../etc/passwd');
      return data;
    };
    const post = async (body: FormData) => {
      const reply = await fetch(`${api.address}/api/v1/uploads`, { method: 'POST', body });
      return { status: reply.status, body: await reply.json() };
    };
    expect(await post(form(new Uint8Array()))).toMatchObject({ status: 400, body: { code: 'empty-file' } });
    expect(await post(form(new Uint8Array(60_000_001)))).toMatchObject({
      ...{ status: 413, body: { code: 'file-too-large' } },
    });
    expect(await post(new FormData())).toMatchObject({ status: 400 });
    expect(await post(form(new Uint8Array([65])))).toMatchObject({ status: 201, body: { name: 'passwd' } });
    const unknown = await api.ask('POST', `/uploads/${'0'.repeat(64)}/detect`, {});
    expect(unknown).toMatchObject({ status: 404, body: { code: 'no-such-file' } });
  });
});

describe('a long import', { timeout: 120_000 }, () => {
  it('cancelled while it runs keeps what it stored until then, and that can be undone', async () => {
    const rows = Array.from({ length: 600_000 }, (_, at) => `C${at % 50};${at};31/01/2024;1,00;EUR`);
    const { fileId } = await send(header + rows.join('\n'), 'longue.csv');
    const started = await api.ask<ImportReceiptView>('POST', '/imports', {
      fileId,
      mapping: orders({ source: 'long' }),
    });
    const { importId, jobId } = started.body;
    let asked: Promise<Answer<ImportReceiptView>> | undefined;
    const ended = await api.jobs.wait(jobId ?? '', ({ progress }) => {
      if ((progress.counts['read'] ?? 0) > 0) asked ??= api.ask('POST', `/imports/${importId}/cancel`);
    });
    expect((await asked)?.status).toBe(200);
    expect(ended.state).toBe('cancelled');
    const receipt = (await api.ask<ImportReceiptView>('GET', `/imports/${importId}`)).body;
    expect(receipt).toMatchObject({ state: 'cancelled', read: receipt.accepted });
    expect(receipt.read).toBeLessThan(600_000);
    expect(await api.factsOf(importId)).toMatchObject({ lines: receipt.accepted });
    const undo = await api.ask<{ jobId: string }>('POST', `/imports/${importId}/undo`);
    expect((await api.jobs.wait(undo.body.jobId)).state).toBe('done');
    expect(await api.factsOf(importId)).toMatchObject({ lines: 0 });
  });
});

describe('lists and mappings', () => {
  it('imports by pages, by state and by file name', async () => {
    type List = { items: { importId: number; fileName: string }[]; nextCursor: string | null; total: number };
    const all: number[] = [];
    let cursor: string | null = '';
    let total = 0;
    while (cursor !== null) {
      const page: Answer<List> = await api.ask<List>(
        'GET',
        `/imports?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`,
      );
      all.push(...page.body.items.map(({ importId }) => importId));
      ({ nextCursor: cursor, total } = page.body);
    }
    expect(all).toHaveLength(total);
    expect(all).toEqual([...all].sort((one, other) => other - one));
    expect(total).toBeGreaterThan(2);
    const undone = await api.ask<List>('GET', '/imports?state=undone&search=LONGUE&sort=oldest');
    expect(undone.body).toMatchObject({ total: 1, items: [{ fileName: 'longue.csv', state: 'undone' }] });
    expect(await api.ask('GET', '/imports?cursor=zzz')).toMatchObject({
      status: 400,
      body: { code: 'bad-cursor' },
    });
  });

  it('a mapping changes by versions, one writer at a time', async () => {
    const definition = orders({ name: 'versions', source: 'shop' });
    const first = await api.ask<{ mappingId: number; version: number }>('POST', '/mappings', definition);
    expect(first).toMatchObject({ status: 201, body: { version: 1, sourceName: 'shop' } });
    const { mappingId } = first.body;
    const changed = { ...definition, description: 'with words' };
    const second = await api.ask<{ mappingId: number }>('PUT', `/mappings/${mappingId}`, changed);
    expect(second.body).toMatchObject({ version: 2, mapping: { description: 'with words' } });
    const late = await api.ask('PUT', `/mappings/${mappingId}`, { ...definition, description: 'late' });
    expect(late).toMatchObject({ status: 409, body: { code: 'mapping-changed-meanwhile' } });
    const renamed = await api.ask('PUT', `/mappings/${second.body.mappingId}`, { ...changed, name: 'else' });
    expect(renamed).toMatchObject({ status: 400, body: { code: 'mapping-renamed' } });
    const page = await api.ask<{ versions: unknown[] }>('GET', `/mappings/${mappingId}`);
    expect(page.body).toMatchObject({ version: 1, versions: [{ version: 2 }, { version: 1 }] });
    const list = await api.ask<{ items: { version: number }[] }>('GET', '/mappings?search=versions');
    expect(list.body.items).toMatchObject([{ version: 2 }]);
    expect(await api.ask('POST', '/mappings', { name: 'x' })).toMatchObject({ status: 400 });
  });
});
