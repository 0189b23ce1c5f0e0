import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideBatch, rulesFor } from '#interact/gate';
import { forgetPersonsInMessages, planMessages } from '#interact/messages';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { createServer } from '#platform/http';
import { silentLog } from '#platform/logging';
import { openTestEngines, type TestEngines } from '#test/engines';
import { makeCustomers } from '#test/reachable-customers';
import { compileEmail } from './compile-email.ts';
import { linksOf } from './compose-email.ts';
import { signToken } from './token.ts';
import { trackingRoutes } from './tracking.routes.ts';

let engines: TestEngines;
let server: Awaited<ReturnType<typeof createServer>>;
const said: string[] = [];
const signing = { publicUrl: '', key: Buffer.alloc(32, 3) };
const clock = standingClock('2026-05-01T08:00:00Z');
const person = { 'user-agent': 'Mozilla/5.0 (X11; Linux) Firefox/140' };

const email = compileEmail({
  fromName: 'M',
  fromAddress: 'm@m.example',
  replyTo: '',
  subject: 's',
  preheader: '',
  html: `<p>Chère {{ givenName | default: "cliente" }}
    <a href="https://shop.example/a?n={{ givenName | default: '' }}&amp;c={{ couponCode }}">a</a></p>`,
  text: '',
  language: 'fr',
});

beforeAll(async () => {
  engines = await openTestEngines();
  const routes = trackingRoutes({
    db: engines.db,
    clock,
    signing,
    events: { say: async (_within, name, payload) => void said.push(`${name} ${String(payload['kind'])}`) },
    contentOf: async (origin) =>
      origin === 'campaign:1' ? { email, purpose: 'marketing', brand: '' } : undefined,
    trialOf: async () => undefined,
  });
  const nobody = { findActor: async () => undefined, may: () => false, isPermission: () => false };
  server = await createServer({
    routes,
    guard: { ...nobody, audit: async () => undefined },
    log: silentLog,
    version: '0',
    trustProxy: false,
  });
});
afterAll(async () => {
  await server.close();
  await engines.close();
});

let made = 0;
async function message(): Promise<{
  messageId: string;
  personId: number;
  links: ReturnType<typeof linksOf>;
}> {
  made += 1;
  const customerIds = await makeCustomers(engines.db, [
    { givenName: 'Zoé & <b>', familyName: `F${made}`, email: `reader${made}@x.example` },
  ]);
  const origin = { origin: 'campaign:1', step: '', occurrence: 1, channel: 'email' as const };
  const rules = rulesFor({ pressure: null, globalHoldoutShare: 0 }, { ...origin, holdoutShare: 0 });
  const at = clock.now();
  await engines.db.transaction().execute(async (trx) => {
    const question = { ...origin, customerIds, purpose: 'marketing', brand: '', rules, at };
    const messages = (await decideBatch(trx, question)).map(({ facts, decision }) => ({
      ...facts,
      decision,
      fields: { givenName: 'Zoé & <b>' },
      couponCode: 'AB-12',
    }));
    await planMessages(trx, { ...origin, at, messages });
  });
  const { rows } = await sql<{ message_id: string; person_id: number }>`
    select message_id, person_id from interact.message where customer_id = any(${customerIds})`.execute(
    engines.db,
  );
  const messageId = rows[0]?.message_id ?? '';
  return { messageId, personId: rows[0]?.person_id ?? 0, links: linksOf(signing, messageId) };
}

const reactions = async (messageId: string) =>
  (
    await sql<{ kind: string; link: string; times: number; machine: boolean }>`
      select kind, link, times, machine from interact.reaction where message_id = ${messageId} order by kind`.execute(
      engines.db,
    )
  ).rows;
const history = async (messageId: string) =>
  (
    await sql<{ kind: string }>`select row ->> 'kind' as kind from platform.outbox
      where target = 'contacts' and row ->> 'message_id' = ${messageId} order by outbox_id`.execute(
      engines.db,
    )
  ).rows.map((row) => row.kind);

describe('tracking links', () => {
  test('an opening and a click are recorded once, and the click leads to the stored address with this reader’s values', async () => {
    const { messageId, links } = await message();
    for (const _ of [1, 2]) {
      const opened = await server.inject({ url: links.open, headers: person });
      expect([opened.statusCode, opened.headers['content-type']]).toEqual([200, 'image/gif']);
      const clicked = await server.inject({ url: links.click(0), headers: person });
      expect(clicked.statusCode).toBe(302);
      expect(clicked.headers.location).toBe('https://shop.example/a?n=Zo%C3%A9%20%26%20%3Cb%3E&c=AB-12');
    }
    expect(await reactions(messageId)).toMatchObject([
      { kind: 'clicked', times: 2 },
      { kind: 'opened', times: 2, machine: false },
    ]);
    expect(await history(messageId)).toEqual(['opened', 'clicked']);
  });

  test('a machine’s opening is marked; the first person after it counts', async () => {
    const { messageId, links } = await message();
    await server.inject({ url: links.open, headers: { 'user-agent': 'Mozilla/5.0' } });
    expect(await reactions(messageId)).toMatchObject([{ machine: true }]);
    await server.inject({ url: links.open, headers: person });
    await server.inject({ url: links.open, headers: person });
    expect(await reactions(messageId)).toMatchObject([{ machine: false, times: 3 }]);
    expect(await history(messageId)).toEqual(['opened', 'opened']);
  });

  test('a changed signature, another kind of link, a link number of no content: 404 and nothing changes', async () => {
    const { messageId, links } = await message();
    const token = signToken(signing.key, { kind: 'click', messageId, link: 0 });
    const bent = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    const forged = signToken(Buffer.alloc(32, 4), { kind: 'click', messageId, link: 0 });
    const urls = [
      `/t/c/${bent}`,
      `/t/c/${forged}`,
      `/t/c/${signToken(signing.key, { kind: 'open', messageId, link: 0 })}`,
      links.click(7),
      '/t/c/x',
      `/t/o/${bent}.gif`,
      `/t/v/${token}`,
      `/t/u/${token}`,
      `/t/c/${signToken(signing.key, { kind: 'click', messageId: '00000000-0000-7000-8000-000000000000', link: 0 })}`,
    ];
    for (const url of urls)
      expect([url, (await server.inject({ url, headers: person })).statusCode]).toEqual([url, 404]);
    expect((await server.inject({ method: 'POST', url: `/t/u/${bent}` })).statusCode).toBe(404);
    expect(await reactions(messageId)).toEqual([]);
  });

  test('looking at the unsubscribe page changes nothing; one click, as a form or multipart, withdraws consent once', async () => {
    const { messageId, personId, links } = await message();
    expect((await server.inject({ url: links.unsubscribe, headers: person })).body).toContain(
      'Me désinscrire',
    );
    expect(await reactions(messageId)).toEqual([]);
    const form = await server.inject({
      method: 'POST',
      url: links.unsubscribe,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    });
    const multipart = await server.inject({
      method: 'POST',
      url: links.unsubscribe,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
    });
    expect([form.statusCode, multipart.statusCode]).toEqual([200, 200]);
    const { rows } = await sql`
      select c.status, c.source, c.evidence ->> 'messageId' as message,
             (select consents -> 'email:marketing' ->> 'status' from identify.customer where customer_id = ${personId}) as now,
             (select count(*)::int from identify.consent where person_id = ${personId}) as entries,
             (select count(*)::int from interact.suppression where purpose = 'marketing' and address like 'reader%') as suppressed
      from identify.consent c where person_id = ${personId} and status = 'withdrawn'`.execute(engines.db);
    const row = { status: 'withdrawn', source: 'unsubscribe link', message: messageId, now: 'withdrawn' };
    expect(rows).toEqual([{ ...row, entries: 2, suppressed: 1 }]);
    expect(await history(messageId)).toEqual(['unsubscribed']);
    expect(said.filter((words) => words.endsWith('unsubscribed'))).toHaveLength(1);
  });

  test('the web version shows the reader’s own words, escaped, and lets no script run', async () => {
    const { messageId, links } = await message();
    const page = await server.inject({ url: links.view, headers: person });
    expect(page.body).toContain('Chère Zoé &amp; &lt;b&gt;');
    expect(page.body).not.toContain('/t/o/');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(await reactions(messageId)).toMatchObject([{ kind: 'web-version' }]);
  });

  test('after erasure late events do nothing', async () => {
    const { messageId, personId, links } = await message();
    await forgetPersonsInMessages(engines.db, [personId]);
    await server.inject({ url: links.open, headers: person });
    expect((await server.inject({ url: links.click(0), headers: person })).headers.location).toBe(
      'https://shop.example/a?n=&c=AB-12',
    );
    expect((await server.inject({ method: 'POST', url: links.unsubscribe })).statusCode).toBe(200);
    expect(await reactions(messageId)).toEqual([]);
    const { rows } =
      await sql`select 1 from identify.consent where person_id = ${personId} and status = 'withdrawn'`.execute(
        engines.db,
      );
    expect(rows).toEqual([]);
  });
});
