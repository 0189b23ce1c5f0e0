import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { quotedPrintable } from './quoted-printable.ts';

async function decoded(text: string): Promise<string | undefined> {
  const head =
    'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n';
  const mail = await PostalMime.parse(Buffer.concat([Buffer.from(head), quotedPrintable(text)]));
  return mail.text;
}

test('reads back, by a reader nobody here wrote, as it was written; every line is one a mail server takes', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      ' ',
      '\t',
      '\r\n',
      '\n',
      '=',
      '.',
      'é',
      '€',
      'x'.repeat(75),
      'x'.repeat(76),
      ' \n',
      '=3D',
    ),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const text = pieces.join('').replaceAll('\0', '').replace(/\r\n?/g, '\n');
      for (const line of Buffer.from(quotedPrintable(text)).toString('latin1').split('\r\n')) {
        expect(line.length).toBeLessThanOrEqual(76);
        expect(line).toMatch(/^[\t -~]*$/);
        expect(line).not.toMatch(/[ \t]$/);
      }
      // The reader ends every text by a line break.
      expect(((await decoded(text)) ?? '').replace(/\n$/, '')).toBe(text.replace(/\n$/, ''));
    }),
    { numRuns: 300 },
  );
});

test('keeps plain words plain and escapes the rest', () => {
  expect(Buffer.from(quotedPrintable('a=b é\n.')).toString()).toBe('a=3Db =C3=A9\r\n.');
});
