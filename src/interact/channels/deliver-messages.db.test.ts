import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLetterbox } from '#adapters/letterbox';
import { createSmtpTransport } from '#adapters/smtp';
import { decideBatch, rulesFor } from '#interact/gate';
import { countMessages, planMessages, whatIsLeft } from '#interact/messages';
import { systemClock } from '#platform/clock';
import { sql } from '#platform/database';
import { silentLog } from '#platform/logging';
import type { MailAnswer, MailTransport } from '#platform/mail';
import { openTestEngines, type TestEngines } from '#test/engines';
import { makeCustomers, somePeople } from '#test/reachable-customers';
import { compileEmail } from './compile-email.ts';
import { composeEmail } from './compose-email.ts';
import { deliverMessages } from './deliver-messages.ts';
import type { DeliverInput } from './delivery.ts';

let engines: TestEngines;
beforeAll(async () => {
  engines = await openTestEngines();
});
afterAll(() => engines.close());

const email = compileEmail({
  fromName: 'Maison Lenoir',
  fromAddress: 'bonjour@maison-lenoir.example',
  replyTo: '',
  subject: 'Bonjour {{ givenName | default: "vous" }}',
  preheader: '',
  html: '<p>Bonjour {{ givenName | default: "vous" }}, <a href="https://shop.example/new">voir</a> <a href="{{ unsubscribeUrl }}">stop</a></p>',
  text: '',
  language: 'fr',
});
const signing = { publicUrl: 'http://localhost:8080', key: Buffer.alloc(32, 7) };

async function plan(origin: string, customerIds: readonly number[]): Promise<void> {
  const at = new Date();
  const rules = rulesFor({ pressure: null, globalHoldoutShare: 0 }, { origin, holdoutShare: 0 });
  await engines.db.transaction().execute(async (trx) => {
    const decided = await decideBatch(trx, {
      customerIds,
      channel: 'email',
      purpose: 'marketing',
      brand: '',
      origin,
      step: '',
      occurrence: 1,
      rules,
      at,
    });
    const messages = decided.map(({ facts, decision }) => ({
      customerId: facts.customerId,
      personId: facts.personId,
      address: facts.address,
      decision,
      fields: { givenName: `n${facts.customerId}` },
      couponCode: null,
    }));
    await planMessages(trx, { origin, step: '', occurrence: 1, channel: 'email', at, messages });
  });
}

function input(origin: string, more: Partial<DeliverInput> = {}): DeliverInput {
  return {
    origin,
    step: '',
    cost: '0.01',
    compose: (message) => composeEmail({ ...message, email, signing, list: 'marketing' }),
    mayGoOn: async () => true,
    signal: new AbortController().signal,
    ...more,
  };
}

const needs = (transport: MailTransport, more: { wait?: () => Promise<void> } = {}) => ({
  server: engines.database,
  transport,
  clock: systemClock,
  log: silentLog,
  limits: { default: { concurrent: 50, perSecond: 100_000 } },
  ...more,
});

const states = async (origin: string) =>
  Object.fromEntries(
    (await countMessages(engines.db, origin)).map((row) => [
      `${row.state} ${row.reason ?? ''}`.trim(),
      row.count,
    ]),
  );

/** A transport that answers what it is told, for endings a healthy server never gives. */
function answering(answer: (address: string) => MailAnswer): MailTransport & { sent: string[] } {
  const sent: string[] = [];
  return {
    sent,
    concurrency: 4,
    send: async (message) => {
      sent.push(message.to.address);
      return answer(message.to.address);
    },
    verify: async () => undefined,
    close: async () => undefined,
  };
}

describe('delivery', () => {
  test('every planned message is in the letterbox once, with its id, headers and history', async () => {
    const ids = await makeCustomers(engines.db, somePeople(120, 'letters.example'));
    await plan('campaign:1', ids);
    const letterbox = await openLetterbox({ folder: join(engines.folder, 'letters') });
    const transport = createSmtpTransport({ url: letterbox.url, connections: 4 });
    const delivered = await deliverMessages(needs(transport), input('campaign:1'));
    expect(delivered.counts).toMatchObject({ handedOver: 120, failed: 0, unknown: 0 });
    expect(await states('campaign:1')).toEqual({ 'handed over': 120 });
    const letters = await Promise.all((await letterbox.files()).map((file) => letterbox.read(file)));
    expect(new Set(letters.flatMap((letter) => letter.recipients)).size).toBe(120);
    const [first] = letters;
    const header = (key: string) => first?.email.headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe')).toMatch(/^<http:\/\/localhost:8080\/t\/u\/[\w-]+>$/);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('list-id')).toBe('<marketing.maison-lenoir.example>');
    expect(first?.email.from).toMatchObject({
      name: 'Maison Lenoir',
      address: 'bonjour@maison-lenoir.example',
    });
    const { rows } = await sql<{ known: number; told: number }>`
      select (select count(*)::int from interact.message
              where '<' || message_id || '@maison-lenoir.example>' = any(${letters.map((l) => l.email.messageId)})) as known,
             (select count(*)::int from platform.outbox
              where target = 'contacts' and row ->> 'campaign_key' = 'campaign:1' and row ->> 'kind' = 'sent') as told
    `.execute(engines.db);
    expect(rows[0]).toEqual({ known: 120, told: 120 });
    await transport.close();
    await letterbox.close();
  });

  test('two senders at once hand every message over once', async () => {
    const ids = await makeCustomers(engines.db, somePeople(300, 'two.example'));
    await plan('campaign:2', ids);
    const transport = answering(() => ({ outcome: 'accepted', response: '250 ok' }));
    const both = await Promise.all([1, 2].map(() => deliverMessages(needs(transport), input('campaign:2'))));
    expect(transport.sent.length).toBe(300);
    expect(new Set(transport.sent).size).toBe(300);
    expect(both.reduce((sum, one) => sum + one.counts.handedOver, 0)).toBe(300);
  });

  test('refusals: a dead address bounces and is suppressed, a soft one waits, a bad message fails, a cut line is unknown', async () => {
    const people = ['dead', 'soft', 'bad', 'cut', 'good'].map((givenName) => ({
      givenName,
      email: `${givenName}@refusals.example`,
    }));
    const ids = await makeCustomers(engines.db, people);
    await plan('campaign:3', ids);
    const refused = { outcome: 'refused', about: 'recipient', response: 'no' } as const;
    const answers: Record<string, MailAnswer> = {
      dead: { ...refused, permanent: true, status: '5.1.1' },
      soft: { ...refused, permanent: false, status: '4.2.2' },
      bad: { ...refused, permanent: true, about: 'message', status: '5.7.1' },
      cut: { outcome: 'unknown', response: 'cut' },
    };
    const transport = answering(
      (address) => answers[address.split('@')[0] ?? ''] ?? { outcome: 'accepted', response: 'ok' },
    );
    const { left } = await deliverMessages(needs(transport), input('campaign:3'));
    expect(await states('campaign:3')).toEqual({
      'bounced address-refused': 1,
      'planned refused-for-now': 1,
      'failed message-refused': 1,
      'unknown line-cut': 1,
      'handed over': 1,
    });
    expect(left.due).toBe(0);
    expect((left.nextAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(4 * 60_000);
    const { rows } = await sql`select address, reason from interact.suppression`.execute(engines.db);
    expect(rows).toEqual([{ address: 'dead@refusals.example', reason: 'bounced' }]);
  });

  test('a mail server that goes away and comes back: the sending waits, and nobody is missed or written to twice', async () => {
    const ids = await makeCustomers(engines.db, somePeople(60, 'away.example'));
    await plan('campaign:4', ids);
    const folder = join(engines.folder, 'away');
    const first = await openLetterbox({ folder });
    const transport = createSmtpTransport({ url: first.url, connections: 2, silenceSeconds: 5 });
    await first.close();
    let waits = 0;
    const troubles: (string | undefined)[] = [];
    let second: Awaited<ReturnType<typeof openLetterbox>> | undefined;
    const wait = async () => {
      waits += 1;
      if (waits === 2) second = await openLetterbox({ folder, port: first.port });
    };
    const { counts } = await deliverMessages(
      needs(transport, { wait }),
      input('campaign:4', { onTrouble: async (words) => void troubles.push(words) }),
    );
    expect(counts.handedOver).toBe(60);
    expect(waits).toBeGreaterThanOrEqual(2);
    expect(troubles[0]).toContain('ECONNREFUSED');
    expect(troubles.at(-1)).toBeUndefined();
    const letters = await Promise.all(((await second?.files()) ?? []).map((file) => second?.read(file)));
    expect(letters.flatMap((letter) => letter?.recipients ?? []).sort()).toEqual(
      somePeople(60, 'away.example')
        .map((person) => person.email)
        .sort(),
    );
    const { rows } = await sql<{ most: number }>`
      select max(attempts)::int as most from interact.message where origin = 'campaign:4'`.execute(
      engines.db,
    );
    expect(rows[0]?.most).toBe(1);
    await transport.close();
    await second?.close();
  });

  test('a pause stops at once what is not claimed; going on later sends the rest', async () => {
    const ids = await makeCustomers(engines.db, somePeople(80, 'pause.example'));
    await plan('campaign:5', ids);
    const transport = answering(() => ({ outcome: 'accepted', response: 'ok' }));
    let paused = false;
    const stop = {
      ...transport,
      send: (message: Parameters<MailTransport['send']>[0]) => {
        paused = true;
        return transport.send(message);
      },
    };
    let at = Date.now();
    const clock = { now: () => new Date((at += 300)) };
    const first = await deliverMessages(
      { ...needs(stop), clock },
      input('campaign:5', { mayGoOn: async () => !paused }),
    );
    expect(first.stopped).toBe(true);
    expect(first.counts.handedOver).toBeLessThan(80);
    const second = await deliverMessages(needs(transport), input('campaign:5'));
    expect(first.counts.handedOver + second.counts.handedOver).toBe(80);
    expect(new Set(transport.sent).size).toBe(80);
  });

  test('content that fails for one reader fails that message and no other; one that was only slow is tried again', async () => {
    const ids = await makeCustomers(engines.db, somePeople(3, 'fault.example'));
    await plan('campaign:6', ids);
    const transport = answering(() => ({ outcome: 'accepted', response: 'ok' }));
    const compose: DeliverInput['compose'] = (message) => {
      if (message.customerId === ids[1]) throw new Error('memory alloc limit exceeded');
      if (message.customerId === ids[2]) throw new Error('template render limit exceeded');
      return input('campaign:6').compose(message);
    };
    await deliverMessages(needs(transport), input('campaign:6', { compose }));
    expect(await states('campaign:6')).toEqual({
      'handed over': 1,
      'failed message-refused': 1,
      'planned refused-for-now': 1,
    });
    expect(await whatIsLeft(engines.db, { origin: 'campaign:6', step: '', due: new Date() })).toMatchObject({
      due: 0,
    });
  });
});
