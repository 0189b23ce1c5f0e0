import { describe, expect, it } from 'vitest';
import { bounceVerdict } from './bounce-status.ts';
import { readReport } from './read-report.ts';

const id = '0198f2aa-7b1c-7d3e-9f00-0123456789ab';
const token = id.replaceAll('-', '');
const lines = (...all: string[]) => all.join('\r\n');

/** A delivery report in three parts, as RFC 3464 lays it out. */
function dsn(report: {
  to?: string;
  status: string[];
  third?: string[];
  from?: string;
  text?: string;
}): string {
  return lines(
    `From: ${report.from ?? 'Mail Delivery System <MAILER-DAEMON@mx.example.net>'}`,
    `To: ${report.to ?? 'bounces@example.org'}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"',
    '',
    '--b1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    report.text ?? 'This is the mail system at host mx.example.net.',
    '--b1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    'Arrival-Date: Sun, 22 Nov 2026 09:00:00 +0000',
    '',
    ...report.status,
    '',
    ...(report.third ?? []),
    '--b1--',
    '',
  );
}

const original = [
  '--b1',
  'Content-Type: message/rfc822',
  '',
  'From: Shop <news@example.org>',
  'To: zoe@example.net',
  `Message-ID: <${id}@example.org>`,
  'Subject: Soldes',
  '',
  'Bonjour',
];

describe('delivery reports', () => {
  it('of Postfix: the id is in the message that is returned', async () => {
    const status = [
      'Final-Recipient: rfc822; zoe@example.net',
      'Original-Recipient: rfc822;zoe@example.net',
      'Action: failed',
      'Status: 5.1.1',
      'Remote-MTA: dns; mx.example.net',
      'Diagnostic-Code: smtp; 550 5.1.1 <zoe@example.net>: Recipient address rejected:',
      '    User unknown in virtual mailbox table',
    ];
    expect(await readReport(dsn({ status, third: original }))).toEqual({
      kind: 'bounce',
      status: '5.1.1',
      permanent: true,
      deadAddress: true,
      words:
        'smtp; 550 5.1.1 <zoe@example.net>: Recipient address rejected: User unknown in virtual mailbox table',
      messageIds: [id],
      recipients: ['zoe@example.net'],
    });
  });

  it('of Sendmail: ids only among the headers that are returned', async () => {
    const third = [
      '--b1',
      'Content-Type: text/rfc822-headers',
      '',
      'Return-Path: <news@example.org>',
      `Message-ID: <${id}@example.org>`,
    ];
    const status = ['Final-Recipient: RFC822; zoe@example.net', 'Action: failed', 'Status: 5.2.2'];
    const report = await readReport(dsn({ status, third }));
    // A full mailbox comes back, whatever class its server gives it.
    expect(report).toMatchObject({ kind: 'bounce', permanent: false, deadAddress: false, messageIds: [id] });
  });

  it('without the message: the return path names it, tagged by BATV or not', async () => {
    const status = [
      'Original-Recipient: zoe@example.net',
      'Action: failed',
      'Status: 5.4.4',
      'Diagnostic-Code: DNS; Host not found',
    ];
    for (const to of [`bounces+${token}@example.org`, `<prvs=3456789abc=bounces+${token}@example.org>`])
      expect(await readReport(dsn({ to, status }))).toMatchObject({
        ...{ kind: 'bounce', deadAddress: true, messageIds: [id], recipients: ['zoe@example.net'] },
      });
  });

  it('that only tell of a delay, or of success, are no bounces', async () => {
    const recipient = 'Final-Recipient: rfc822; zoe@example.net';
    const told = async (action: string, status: string) =>
      (
        await readReport(
          dsn({ status: [recipient, `Action: ${action}`, `Status: ${status}`], third: original }),
        )
      ).kind;
    expect(await told('delayed', '4.4.1')).toBe('delay');
    expect(await told('delivered', '2.0.0')).toBe('delivery');
    expect(await told('relayed', '2.0.0')).toBe('delivery');
  });

  it('of Exchange without a report: plain words and no id', async () => {
    const raw = lines(
      'From: postmaster@outlook.example',
      'To: bounces@example.org',
      'X-Failed-Recipients: zoe@example.net',
      'Subject: Undeliverable: Soldes',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Delivery has failed to these recipients:',
      'zoe@example.net',
      "The e-mail address you entered couldn't be found.",
      'Remote Server returned #550 5.1.10 RESOLVER.ADR.RecipientNotFound; not found##',
    );
    expect(await readReport(raw)).toMatchObject({
      ...{
        kind: 'bounce',
        status: '5.1.10',
        deadAddress: true,
        messageIds: [],
        recipients: ['zoe@example.net'],
      },
    });
  });

  it('with no From and none of our headers are bounces still', async () => {
    const raw = lines(
      'Return-Path: <>',
      `To: bounces+${token}@example.org`,
      'Subject: failure notice',
      '',
      'Hi. This is the qmail-send program. <zoe@example.net>:',
      'Sorry, no mailbox here by that name. User unknown (#5.1.1)',
    );
    expect(await readReport(raw)).toMatchObject({ kind: 'bounce', status: '5.1.1', messageIds: [id] });
  });
});

describe('complaints', () => {
  const arf = (type: string, headers: string[]) =>
    lines(
      'From: <feedback@isp.example>',
      'To: abuse@example.org',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=feedback-report; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/plain',
      '',
      'This is an email abuse report.',
      '--b1',
      'Content-Type: message/feedback-report',
      '',
      `Feedback-Type: ${type}`,
      'User-Agent: SomeGenerator/1.0',
      'Version: 1',
      'Original-Rcpt-To: <redacted>',
      '',
      '--b1',
      'Content-Type: message/rfc822',
      '',
      ...headers,
      '',
      'Bonjour',
      '--b1--',
      '',
    );

  it('name the message by its own headers, the recipient being hidden', async () => {
    const raw = arf('abuse', ['From: news@example.org', `Message-ID: <${id}@example.org>`]);
    expect(await readReport(raw)).toEqual({
      kind: 'complaint',
      type: 'abuse',
      messageIds: [id],
      recipients: [],
    });
  });

  it('that take one back are none', async () => {
    expect(await readReport(arf('not-spam', [`Message-ID: <${id}@example.org>`]))).toEqual({ kind: 'other' });
  });
});

describe('what is no report', () => {
  it.each([
    [
      'an absence notice that quotes us',
      [
        'From: Zoé <zoe@example.net>',
        `In-Reply-To: <${id}@example.org>`,
        'Auto-Submitted: auto-replied',
        '',
        'En congé. 550 choses à faire. 5.1.1',
      ],
    ],
    [
      'a reply of a person',
      ['From: Zoé <zoe@example.net>', `References: <${id}@example.org>`, '', 'User unknown? No.'],
    ],
    ['nothing', ['']],
    ['noise', ['\u0000\u0001\u0002 no header at all']],
  ])('%s', async (_, raw) => {
    expect((await readReport(lines(...raw))).kind).toBe('other');
  });
});

describe('statuses', () => {
  it.each([
    ['5.1.1', '', true, true],
    ['5.7.1', 'blocked by policy', true, false],
    ['5.0.0', 'no such user here', true, true],
    ['', '550 Requested action not taken: mailbox unavailable', true, true],
    ['4.2.2', 'over quota', false, false],
    ['5.2.2', '', false, false],
    ['', '552 5.2.2 The mailbox is full', false, false],
    ['', '421 4.7.0 try again later', false, false],
  ])('%s %s', (status, words, permanent, deadAddress) => {
    expect(bounceVerdict(status, words)).toEqual({ permanent, deadAddress });
  });
});
