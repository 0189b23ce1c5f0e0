import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createStream, integer } from '#analytics/random';
import { openTestEngines, type TestEngines } from '#test/engines';
import { runChild } from './killed-child.ts';

const kills = Number(process.env['TORTURE'] ?? 5);

let engines: TestEngines;
let folder: string;
beforeAll(async () => {
  engines = await openTestEngines();
  folder = join(engines.folder, 'child');
  mkdirSync(folder);
  writeFileSync(join(folder, 'lines.csv'), lines());
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify(mapping));
});
afterAll(() => engines.close());

const mapping = {
  name: 'everything',
  source: 'replaced',
  format: { kind: 'csv', delimiter: ';' },
  records: [
    { kind: 'person', when: [{ column: 'mail', empty: false }], fields: { key: 'who', email: 'mail' } },
    {
      kind: 'orderLine',
      fields: {
        person: 'who',
        order: 'order',
        at: 'day',
        sku: 'sku',
        quantity: 'quantity',
        unitPrice: 'price',
        currency: { constant: 'EUR' },
      },
    },
    { kind: 'product', fields: { sku: 'sku', name: { template: 'Article {sku}' } } },
    {
      kind: 'consent',
      when: [{ column: 'mail', empty: false }],
      fields: {
        person: 'who',
        channel: { constant: 'email' },
        purpose: { constant: 'marketing' },
        status: { constant: 'granted' },
        at: 'day',
      },
    },
  ],
};

/** Ten thousand lines: people, anonymous sales, faults, and repeats near and far. */
function lines(): string {
  const random = createStream(11);
  const written: string[] = ['who;mail;order;day;sku;quantity;price'];
  for (let order = 0; order < 10_000; order += 1) {
    const who = integer(random, 0, 600);
    const day = integer(random, 1, order % 97 === 0 ? 40 : 28);
    const fresh = `${who === 0 ? '' : `k${who}`};${who > 0 && who % 3 === 0 ? `k${who}@shop.example` : ''};o${order};2024-02-${String(day).padStart(2, '0')};S${order % 40};${integer(random, -2, 5)};${integer(random, 1, 99)}.${integer(random, 10, 99)}`;
    written.push(order % 11 === 10 ? (written[integer(random, 1, written.length - 1)] ?? fresh) : fresh);
  }
  return `${written.join('\n')}\n`;
}

function child(act: string, source: string, onLine?: (child: ChildProcess) => void): Promise<unknown> {
  const files = [join(folder, 'lines.csv'), join(folder, 'mapping.json')];
  return runChild('imports.child.ts', [engines.database.url, folder, act, source, ...files], onLine);
}

it(`an import killed ${kills} times at any moment stores what an undisturbed one does`, {
  timeout: kills * 120_000,
}, async () => {
  await child('prepare', '');
  const counts = (await child('import', 'calm')) as { counts: { accepted: number; duplicate: number } };
  expect(counts).toMatchObject({ counts: { read: 10_000, duplicate: 0 } });
  // Killed after its end and before it could say so: the same file again is a new import, of lines all known.
  const known = { counts: { ...counts.counts, accepted: 0, duplicate: counts.counts.accepted } };
  const calm = await child('holdings', 'calm');
  expect(calm).toMatchObject({
    chunks: [10_000, expect.anything(), expect.anything(), expect.anything(), true],
  });

  const random = createStream(20261122);
  let killed = 0;
  for (let round = 1; killed < kills; round += 1) {
    const source = `killed ${round}`;
    for (let done: unknown; done === undefined; ) {
      let seen = 0;
      const killAt = killed < kills ? integer(random, 1, 3) : Number.POSITIVE_INFINITY;
      const lateMs = integer(random, 0, 150);
      done = await child('import', source, (started) => {
        seen += 1;
        if (seen === killAt) setTimeout(() => started.kill('SIGKILL'), lateMs);
      });
      if (done === undefined) killed += 1;
      else expect([counts, known]).toContainEqual(done);
    }
    expect(await child('holdings', source)).toEqual(calm);
  }
});
