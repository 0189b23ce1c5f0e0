import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '#platform/database';
import { orThrow } from '#platform/errors';
import { openTestEngines, type TestEngines } from '#test/engines';
import { importAll, importNeeds } from '#test/imports';
import type { ImportNeeds } from '../imports/import.ts';
import { Mapping } from '../mapping/mapping.ts';
import { readSample } from '../reading/read-bytes.ts';
import { clearUploads } from './clear-uploads.ts';
import { findUpload } from './find-upload.ts';
import { keepUpload } from './keep-upload.ts';
import { holdUpload } from './uploads.store.ts';

let engines: TestEngines;
let needs: ImportNeeds;
beforeAll(async () => {
  engines = await openTestEngines();
  needs = importNeeds(engines);
});
afterAll(() => engines.close());

async function* bytes(text: string) {
  yield Buffer.from(text);
}
const send = async (text: string) =>
  orThrow(await keepUpload({ fileName: 'people.csv', content: bytes(text), maxBytes: 1000, by: 'a' }, needs))
    .fileId;
const place = (name: string) => join(engines.folder, 'imports', name);
function age(name: string, days: number) {
  const at = needs.clock.now().getTime() / 1000 - days * 86_400;
  utimesSync(place(name), at, at);
}

it('removes files nobody imported after thirty days, and nothing that is needed', async () => {
  const old = await send('id\n1\n');
  const young = await send('id\n2\n');
  const imported = 'id\n3\n';
  const used = await send(imported);
  const starting = await send('id\n4\n');
  const file = join(engines.folder, 'same.csv');
  writeFileSync(file, imported);
  const mapping = Mapping.parse({
    ...{ name: 'people', source: 'club', format: { kind: 'csv' } },
    records: [{ kind: 'person', fields: { key: 'id' } }],
  });
  await importAll(needs, file, mapping);
  writeFileSync(place('.half-sent'), 'id');
  for (const name of [old, used, starting, '.half-sent']) age(name, 31);
  age(young, 29);

  // Somebody is starting an import of one of them at this very moment.
  await inTransaction(engines.db, async (trx) => {
    expect(await holdUpload(trx, starting)).toBe(true);
    expect(await clearUploads(needs)).toBe(2);
  });
  expect([old, young, used, starting, '.half-sent'].map((name) => existsSync(place(name)))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(await findUpload(old, needs)).toMatchObject({ code: 'no-such-file' });
  expect(await clearUploads(needs)).toBe(1);
  expect(existsSync(place(starting))).toBe(false);
});

it('unpacks no more of a gzip than it looks at, whatever it would become', async () => {
  // The 256 KB of it that are looked at would become 256 MB.
  const bomb = join(engines.folder, 'bomb.csv.gz');
  const block = gzipSync(Buffer.alloc(256 * 1024 * 1024, 'a'));
  writeFileSync(bomb, block);
  const before = process.memoryUsage().arrayBuffers;
  const sample = await readSample(bomb);
  expect(sample.length).toBe(262_144);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  expect(sample.every((byte) => byte === 97)).toBe(true);
});
