import { describe, expect, test } from 'vitest';
import { checkContent } from './check-content.ts';
import { compileEmail } from './compile-email.ts';
import { composeEmail } from './compose-email.ts';
import { mergeFieldsOf } from './merge-fields.ts';
import { textOfHtml } from './text-of-html.ts';
import { readToken, signToken } from './token.ts';

const base = {
  fromName: 'Maison',
  fromAddress: 'm@m.example',
  replyTo: 'r@m.example',
  subject: 'Bonjour',
  preheader: '',
  html: '<p>x <a href="{{ unsubscribeUrl }}">u</a> <a href="{{ webVersionUrl }}">w</a></p>',
  text: 'x',
  language: 'fr' as const,
};
const key = Buffer.alloc(32, 1);
const messageId = '01980000-0000-7000-8000-0000000000aa';
const compose = (more: Partial<typeof base>, fields: Record<string, unknown> = {}) =>
  composeEmail({
    email: compileEmail({ ...base, ...more }),
    signing: { publicUrl: 'https://c.example', key },
    messageId,
    address: 'anna@example.org',
    fields,
    couponCode: 'ABC',
    list: 'marketing',
  });
const codes = (more: Partial<typeof base>, hasCoupon = false) =>
  checkContent({ ...base, ...more }, { knows: (name) => name === 'givenName', hasCoupon }).map(
    (found) => found.code,
  );

describe('an e-mail for one reader', () => {
  test('escapes what it prints in HTML, not in text, and keeps headers on one line', () => {
    const mail = compose(
      {
        html: '<b>{{ givenName | default: "x" }}</b>',
        text: '{{ givenName | default: "x" }}',
        subject: 'À {{ givenName }}',
      },
      { givenName: 'A&B <i>\r\nBcc: evil@x.y', familyName: '"Q"' },
    );
    expect(mail.html).toContain('<b>A&amp;B &lt;i&gt;');
    expect(mail.text).toContain('A&B <i>');
    expect(mail.subject).toBe('À A&B <i> Bcc: evil@x.y');
    expect(mail.to.name).toBe('A&B <i> Bcc: evil@x.y "Q"');
    expect(mail.messageId).toBe(`${messageId}@m.example`);
  });

  test('replaces each link once by a signed one, in HTML and in the text made from it', () => {
    const html = `<body><a href="https://s.example/a?x=1&amp;y=2">A</a> <a class='b' href='https://s.example/a?x=1&y=2'>again</a>
      <a href="mailto:x@y.z">mail</a> <a href="{{ unsubscribeUrl }}">stop</a></body>`;
    const mail = compose({ html, text: '' });
    const url = `https://c.example/t/c/${signToken(key, { kind: 'click', messageId, link: 0 })}`;
    expect(mail.html.split(url).length).toBe(3);
    expect(mail.text).toContain(`A (${url})`);
    expect(mail.html).toContain('mailto:x@y.z');
    expect(mail.html).toMatch(/\/t\/o\/[\w-]+\.gif"[^>]*><\/body>/);
    expect(mail.headers['List-Unsubscribe']).toBe(
      `<${/href="(https:\/\/c\.example\/t\/u\/[^"]+)"/.exec(mail.html)?.[1]}>`,
    );
    expect(compileEmail({ ...base, html }).target(0, {})).toBe('https://s.example/a?x=1&y=2');
    expect(compileEmail({ ...base, html }).target(1, {})).toBeUndefined();
  });

  test('puts the preheader first and hides it', () => {
    expect(
      compose({ html: '<html><body class="a"><p>b</p></body></html>', preheader: 'Avant' }).html,
    ).toMatch(/<body class="a"><div style="display:none[^>]*>Avant<\/div><p>/);
  });

  test('a template that never ends is stopped', () => {
    const endless = '{% for i in (1..100000000) %}{{ i }}{% endfor %}';
    expect(() => compose({ html: endless })).toThrow(/memory alloc limit/);
    const nested = '{% for i in (1..9000) %}{% for j in (1..9000) %}{{ i }}{% endfor %}{% endfor %}';
    expect(() => compose({ html: nested })).toThrow(/render limit/);
    expect(() => compose({ html: '{% include "/etc/passwd" %}' })).toThrow(/etc.passwd/);
  });

  test('writes a date in words', () => {
    expect(compose({ text: '{{ d | date: "long" }}' }, { d: '2026-03-12' }).text).toBe('12 mars 2026');
  });
});

describe('checks before sending', () => {
  test('a good content passes', () => expect(codes({})).toEqual([]));
  test.each([
    ['from-invalid', { fromAddress: 'nobody' }],
    ['from-missing', { fromName: ' ' }],
    ['reply-missing', { replyTo: '' }],
    ['subject-missing', { subject: '' }],
    ['subject-long', { subject: 'x'.repeat(71) }],
    ['subject-too-long', { subject: 'x'.repeat(201) }],
    ['too-heavy', { html: `${base.html}${'x'.repeat(103_000)}` }],
    ['alt-missing', { html: `${base.html}<img src="https://x.example/a.png">` }],
    ['link-relative', { html: `${base.html}<a href="/relative">x</a>` }],
    ['link-relative', { html: `${base.html}<a href="https://{{ givenName | default: 'x' }}/">x</a>` }],
    ['unsubscribe-missing', { html: '<p>x <a href="{{ webVersionUrl }}">w</a></p>' }],
    ['default-missing', { subject: 'Bonjour {{ givenName }}' }],
    ['default-missing', { html: `${base.html}{% if givenName %}{{ givenName }}{% endif %}` }],
    ['field-unknown', { subject: '{{ surname | default: "x" }}' }],
    ['coupon-missing', { text: 'code {{ couponCode }}' }],
    ['template-broken', { html: `${base.html}{% if x %}` }],
    ['template-broken', { html: `${base.html}{{ x | nofilter }}` }],
    ['text-made', { text: '' }],
  ] as [string, Partial<typeof base>][])('finds %s', (code, more) => expect(codes(more)).toContain(code));

  test('finds fields and whether each print has a default, inside blocks and loops too', () => {
    const source =
      '{% assign a = city | default: "x" %}{{ a }}{% for c in categories %}{{ c }}{{ givenName | default: "x" }}{% endfor %}{{ givenName }}';
    expect(mergeFieldsOf(source)).toEqual([
      { name: 'city', printed: false, hasDefault: true },
      { name: 'categories', printed: false, hasDefault: true },
      { name: 'givenName', printed: true, hasDefault: false },
    ]);
  });
});

test('plain text of HTML keeps paragraphs, lists, links and alternative texts', () => {
  const html = `<style>p{}</style><h1>Titre&nbsp;: l&rsquo;été</h1><p>Un <b>deux</b><br>trois</p><ul><li>a</li><li>b</li></ul>
    <img alt="Une image" src="x"><a href="https://x.example">ici</a>`;
  expect(textOfHtml(html)).toBe(
    'Titre : l’été\n\nUn deux\ntrois\n\n- a\n- b\nUne image ici (https://x.example)',
  );
});

test('a token reads back as signed, and not under another key, kind or with a bit changed', () => {
  const token = { kind: 'click', messageId, link: 513 } as const;
  const text = signToken(key, token);
  expect(readToken(key, 'click', text)).toEqual(token);
  expect(readToken(key, 'open', text)).toBeUndefined();
  expect(readToken(Buffer.alloc(32, 2), 'click', text)).toBeUndefined();
  const bytes = Buffer.from(text, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const bent = Buffer.from(bytes);
    bent.writeUInt8(bent.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(readToken(key, 'click', bent.toString('base64url'))).toBeUndefined();
  }
  expect(readToken(key, 'click', `${text}=`)).toBeUndefined();
});
