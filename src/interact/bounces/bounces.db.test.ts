import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { standingClock } from '#platform/clock';
import { sql } from '#platform/database';
import { openTestEngines, type TestEngines } from '#test/engines';
import { bouncesJobs } from './bounces.jobs.ts';
import { readMailFile } from './read-mailbox.ts';
import type { BounceNeeds } from './take-report.ts';
import { takeReports } from './take-reports.ts';

const clock = standingClock('2026-11-22T09:00:00Z');
let engines: TestEngines;
let needs: BounceNeeds;

beforeAll(async () => {
  engines = await openTestEngines();
  needs = { db: engines.db, clock, purposeOf: async () => ({ purpose: 'marketing', brand: '' }) };
  await sql`insert into identify.source (name, created_at) values ('shop', now())`.execute(engines.db);
});
afterAll(() => engines.close());

let made = 0;
/** A message handed over some hours ago, to a person of its own. */
async function sent(
  more: { hoursAgo?: number; state?: string } = {},
): Promise<{ id: string; address: string }> {
  made += 1;
  const id = `0198f2aa-0000-7000-8000-${String(made).padStart(12, '0')}`;
  const address = `reader${made}@example.net`;
  const at = new Date(clock.now().getTime() - (more.hoursAgo ?? 1) * 3_600_000);
  await sql`insert into identify.person (source_id, source_key, created_at) values (1, ${String(made)}, now())`.execute(
    engines.db,
  );
  await sql`
    insert into interact.message (message_id, origin, customer_id, person_id, channel, address, arm, state, decision, next_try_at, planned_at, handed_over_at)
    values (${id}, 'campaign:1', ${made}, ${made}, 'email', ${address}, 'treated', ${more.state ?? 'handed over'}, '{}', now(), now(), ${at})
  `.execute(engines.db);
  return { id, address };
}

async function ledger(id: string) {
  const { rows } = await sql<{
    state: string;
    reason: string | null;
    suppressed: string | null;
    told: number;
  }>`
    select state, reason, (select s.reason from interact.suppression s where s.address = m.address) as suppressed,
           (select count(*) from platform.outbox o where o.row ->> 'message_id' = m.message_id::text) as told
    from interact.message m where message_id = ${id}
  `.execute(engines.db);
  return rows[0];
}

const bounce = (to: { id?: string; address?: string }, status: string) =>
  [
    'From: MAILER-DAEMON@mx.example.net',
    ...(to.id === undefined
      ? ['To: bounces@example.org']
      : [`To: bounces+${to.id.replaceAll('-', '')}@example.org`]),
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    `Final-Recipient: rfc822; ${to.address ?? 'someone@elsewhere.example'}`,
    'Action: failed',
    `Status: ${status}`,
    '--b--',
  ].join('\r\n');

const complaint = (id: string) =>
  [
    'From: feedback@isp.example',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="b"',
    '',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'Version: 1',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${id}@example.org>`,
    '--b--',
  ].join('\r\n');

describe('a bounce after hand-over', () => {
  it('ends the message once, and closes an address that is gone', async () => {
    const dead = await sent();
    expect(await takeReports(needs, [bounce(dead, '5.1.1'), bounce(dead, '5.1.1')])).toMatchObject({
      read: 2,
      bounced: 1,
      known: 1,
    });
    expect(await ledger(dead.id)).toEqual({
      state: 'bounced',
      reason: 'bounced-hard',
      suppressed: 'bounced',
      told: 1,
    });
  });

  it('leaves an address open that is full or refuses us', async () => {
    const [full, refused] = [await sent(), await sent()];
    await takeReports(needs, [bounce(full, '5.2.2'), bounce(refused, '5.7.1')]);
    expect(await ledger(full.id)).toMatchObject({
      state: 'bounced',
      reason: 'bounced-soft',
      suppressed: null,
    });
    expect(await ledger(refused.id)).toMatchObject({
      state: 'bounced',
      reason: 'bounced-hard',
      suppressed: null,
    });
  });

  it('is found by address when it quotes no id, for a week only', async () => {
    const [lately, long] = [await sent(), await sent({ hoursAgo: 24 * 8 })];
    const reports = [
      bounce({ address: lately.address.toUpperCase() }, '5.1.1'),
      bounce({ address: long.address }, '5.1.1'),
    ];
    expect(await takeReports(needs, reports)).toMatchObject({ bounced: 1, unmatched: 1 });
    expect(await ledger(lately.id)).toMatchObject({ state: 'bounced' });
    expect(await ledger(long.id)).toMatchObject({ state: 'handed over' });
  });

  it('of somebody else’s message changes nothing', async () => {
    const mine = await sent();
    const forged = bounce({ id: '0198f2aa-0000-7000-8000-ffffffffffff', address: mine.address }, '5.1.1');
    expect(await takeReports(needs, [forged])).toMatchObject({ unmatched: 1 });
    expect(await ledger(mine.id)).toMatchObject({ state: 'handed over', suppressed: null, told: 0 });
  });

  it('of a message that never left changes nothing', async () => {
    const failed = await sent({ state: 'failed' });
    expect(await takeReports(needs, [bounce(failed, '4.4.1')])).toMatchObject({ known: 1 });
    expect(await ledger(failed.id)).toMatchObject({ state: 'failed', told: 0 });
  });
});

it('a complaint withdraws consent and closes the address for every purpose, once', async () => {
  const { id, address } = await sent();
  expect(await takeReports(needs, [complaint(id), complaint(id)])).toMatchObject({ complained: 1, known: 1 });
  expect(await ledger(id)).toMatchObject({ state: 'handed over', suppressed: 'complained' });
  const { rows } = await sql<{ status: string; evidence: Record<string, string> }>`
    select status, evidence from identify.consent where evidence ->> 'messageId' = ${id}
  `.execute(engines.db);
  expect(rows).toEqual([
    { status: 'withdrawn', evidence: { messageId: id, origin: 'campaign:1', way: 'complaint' } },
  ]);
  const { rows: list } =
    await sql`select purpose, brand from interact.suppression where address = ${address}`.execute(engines.db);
  expect(list).toEqual([{ purpose: '', brand: '' }]);
});

/** Runs a job as the queue would. */
async function runJob(kind: string, mailbox?: string): Promise<unknown> {
  const found = bouncesJobs({ ...needs, mailbox }).find((job) => job.kind === kind);
  const context = {
    ...{ jobId: '1', attempt: 1, cursor: null, signal: new AbortController().signal },
    ...{ checkpoint: async () => undefined, progress: async () => undefined },
  };
  return found?.run({} as never, context);
}

it('what did not come back counts as delivered after three days, and a late bounce still tells', async () => {
  const [old, fresh] = [await sent({ hoursAgo: 73 }), await sent({ hoursAgo: 71 })];
  await runJob('mail.delivered');
  expect(await ledger(old.id)).toMatchObject({ state: 'delivered' });
  expect(await ledger(fresh.id)).toMatchObject({ state: 'handed over' });
  await takeReports(needs, [bounce(old, '5.1.1')]);
  expect(await ledger(old.id)).toMatchObject({ state: 'bounced' });
});

it('a Maildir is read once: what is taken moves from new to cur', async () => {
  const mailbox = join(engines.folder, 'Maildir');
  for (const name of ['new', 'cur', 'tmp']) mkdirSync(join(mailbox, name), { recursive: true });
  const message = await sent();
  writeFileSync(join(mailbox, 'new', '1763802000.M1.host'), bounce(message, '5.1.1'));
  writeFileSync(join(mailbox, 'new', '1763802001.M2.host'), 'From: a@example.net\r\n\r\nBonjour');
  expect(await runJob('mail.reports', mailbox)).toMatchObject({ read: 2, bounced: 1, other: 1 });
  expect(readdirSync(join(mailbox, 'new'))).toEqual([]);
  expect(readdirSync(join(mailbox, 'cur'))).toHaveLength(2);
  expect(await runJob('mail.reports', mailbox)).toMatchObject({ read: 0 });
});

it('a file in mbox format gives each message, its quoted lines as they were', async () => {
  const file = join(engines.folder, 'bounces.mbox');
  writeFileSync(
    file,
    'From MAILER-DAEMON Sun Nov 22\nSubject: one\n\n>From here\n\nFrom MAILER-DAEMON Sun Nov 22\nSubject: two\n\nx\n',
  );
  const messages = [];
  for await (const raw of readMailFile(file)) messages.push(Buffer.from(raw).toString());
  expect(messages).toEqual(['Subject: one\r\n\r\nFrom here\r\n', 'Subject: two\r\n\r\nx']);
});
