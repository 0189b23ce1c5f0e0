import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Letterbox, openLetterbox } from '#adapters/letterbox';
import { connectDatabase } from '#adapters/postgres';
import { createSmtpTransport } from '#adapters/smtp';
import { createStream, integer } from '#analytics/random';
import { compileEmail, composeEmail, deliverMessages } from '#interact/channels';
import { decideBatch, rulesFor } from '#interact/gate';
import { planMessages, whatIsLeft } from '#interact/messages';
import { systemClock } from '#platform/clock';
import { sql } from '#platform/database';
import { silentLog } from '#platform/logging';
import type { MailMessage } from '#platform/mail';
import { openTestEngines, type TestEngines } from '#test/engines';
import { programFile } from '#test/program-file';
import { makeCustomers, somePeople } from '#test/reachable-customers';

const kills = Number(process.env['TORTURE'] ?? 5);
const people = 150;

let engines: TestEngines;
let customerIds: number[];
beforeAll(async () => {
  engines = await openTestEngines();
  customerIds = await makeCustomers(engines.db, somePeople(people, 'faults.example'));
});
afterAll(() => engines.close());

async function plan(origin: string): Promise<void> {
  const at = new Date();
  const where = { origin, step: '', occurrence: 1, channel: 'email' } as const;
  const rules = rulesFor({ pressure: null, globalHoldoutShare: 0 }, { origin, holdoutShare: 0 });
  await engines.db.transaction().execute(async (trx) => {
    const decided = await decideBatch(trx, {
      ...where,
      customerIds,
      purpose: 'marketing',
      brand: '',
      rules,
      at,
    });
    const messages = decided.map(({ facts, decision }) => ({
      ...facts,
      decision,
      fields: {},
      couponCode: null,
    }));
    await planMessages(trx, { ...where, at, messages });
  });
}

const email = compileEmail({
  fromName: 'Chacun',
  fromAddress: 'news@shop.example',
  replyTo: '',
  subject: 'Hello',
  preheader: '',
  html: '<p>Hello <a href="{{ unsubscribeUrl }}">stop</a></p>',
  text: '',
  language: 'en',
});
const signing = { publicUrl: 'http://127.0.0.1:1', key: Buffer.alloc(32, 9) };

function deliver(origin: string, transport: ReturnType<typeof createSmtpTransport>) {
  return deliverMessages(
    {
      server: engines.database,
      transport,
      clock: systemClock,
      log: silentLog,
      limits: { default: { concurrent: 50, perSecond: 100_000 } },
    },
    {
      origin,
      step: '',
      cost: null,
      compose: (message) => composeEmail({ ...message, email, signing, list: 'marketing' }),
      mayGoOn: async () => true,
      signal: new AbortController().signal,
    },
  );
}

const exited = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()));

/** Delivers again until nobody holds a message: the dead sender's lock falls when PostgreSQL notices that it is gone. */
async function recover(origin: string, url: string): Promise<void> {
  const transport = createSmtpTransport({ url, connections: 4 });
  for (let tries = 0; tries < 200; tries += 1) {
    await deliver(origin, transport);
    const left = await whatIsLeft(engines.db, { origin, step: '', due: new Date() });
    if (left.claimed === 0) return transport.close();
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('Messages of the killed sender were never settled.');
}

async function ledger(origin: string): Promise<Map<string, string>> {
  const { rows } = await sql<{ message_id: string; state: string }>`
    select message_id, state from interact.message where origin = ${origin}`.execute(engines.db);
  return new Map(rows.map((row) => [`<${row.message_id}@shop.example>`, row.state]));
}

async function check(origin: string, letterbox: Letterbox): Promise<Record<string, number>> {
  const letters = await Promise.all((await letterbox.files()).map((file) => letterbox.read(file)));
  const recipients = letters.flatMap((letter) => letter.recipients);
  const states = await ledger(origin);
  const inBox = new Set(letters.map((letter) => letter.email.messageId ?? ''));
  expect(new Set(recipients).size).toBe(recipients.length);
  for (const id of inBox)
    expect([id, states.get(id)]).toEqual([id, expect.stringMatching(/^(handed over|unknown)$/)]);
  const lost = [...states].filter(([id, state]) => state === 'handed over' && !inBox.has(id));
  expect(lost).toEqual([]);
  const counts: Record<string, number> = {};
  for (const state of states.values()) counts[state] = (counts[state] ?? 0) + 1;
  expect((counts['handed over'] ?? 0) + (counts['unknown'] ?? 0)).toBe(people);
  return counts;
}

describe('a sender killed at any moment', () => {
  const random = createStream(20261122);
  test.each(Array.from({ length: kills }, (_, index) => index + 1))(
    'kill %i: nobody is written to twice, every letter has its row',
    async (round) => {
      const origin = `campaign:${1_000 + round}`;
      await plan(origin);
      let child: ChildProcess | undefined;
      let seen = 0;
      const killAt = integer(random, 1, people - 20);
      const lateMs = integer(random, 0, 6);
      const letterbox = await openLetterbox({
        folder: join(engines.folder, `kill-${round}`),
        judge: () => {
          seen += 1;
          if (seen === killAt) setTimeout(() => child?.kill('SIGKILL'), lateMs);
          return undefined;
        },
      });
      const script = programFile('test/faults/send-messages.child.ts');
      const args = [script, engines.database.url, letterbox.url, origin];
      child = spawn(process.execPath, args, { stdio: 'inherit' });
      await exited(child);
      expect(child.signalCode).toBe('SIGKILL');
      await recover(origin, letterbox.url);
      const counts = await check(origin, letterbox);
      // Four connections: at most 24 messages between claim and answer.
      expect(counts['unknown'] ?? 0).toBeLessThanOrEqual(24);
      await letterbox.close();
    },
  );

  test('every connection to the database is cut while sending: what was answered is written when it is back', async () => {
    const origin = 'campaign:2000';
    await plan(origin);
    const letterbox = await openLetterbox({ folder: join(engines.folder, 'cut') });
    const transport = createSmtpTransport({ url: letterbox.url, connections: 4 });
    const admin = connectDatabase({ url: engines.database.url, connections: 1 });
    let sent = 0;
    const cutting = {
      ...transport,
      send: async (message: MailMessage) => {
        sent += 1;
        if (sent === 40) {
          await sql`select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()`.execute(admin.db);
        }
        return transport.send(message);
      },
    };
    await deliver(origin, cutting).catch(() => undefined);
    await recover(origin, letterbox.url);
    const counts = await check(origin, letterbox);
    expect(counts['handed over']).toBeGreaterThan(people - 24);
    await transport.close();
    await admin.close();
    await letterbox.close();
  });
});
