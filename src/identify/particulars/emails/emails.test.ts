import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalEmail } from './canonical-email.ts';
import { checkEmail } from './check-email.ts';
import { isDisposableDomain } from './disposable-domains.ts';
import { proposeDomain } from './domain-proposal.ts';
import { mailProviders } from './mail-providers.ts';
import { normaliseEmail } from './normalise-email.ts';

test.each([
  ['gmial.com', 'gmail.com'],
  ['gamil.com', 'gmail.com'],
  ['gmail.con', 'gmail.com'],
  ['gmail.fr', 'gmail.com'],
  ['gmal.com', 'gmail.com'],
  ['gmaill.con', 'gmail.com'],
  ['orange.frr', 'orange.fr'],
  ['ornage.fr', 'orange.fr'],
  ['wanado.fr', 'wanadoo.fr'],
  ['hotmal.com', 'hotmail.com'],
  ['laposte.ney', 'laposte.net'],
  ['yaho.fr', 'yahoo.fr'],
  ['free.fr', undefined],
  ['mail.com', undefined],
  ['hotmail.gr', undefined],
  ['live.ca', undefined],
  ['petit-et-fils.fr', undefined],
  ['fred.fr', undefined],
])('the domain %s probably means %s', (typed, meant) => {
  expect(proposeDomain(typed)).toBe(meant);
});

test('no provider is taken for a slip, nor for a lender of mailboxes', () => {
  for (const provider of mailProviders) {
    expect(proposeDomain(provider)).toBeUndefined();
    expect(isDisposableDomain(provider), provider).toBe(false);
  }
});

test.each([
  ['anne.petit@orange.fr', []],
  ['anne.petit@gmial.com', [{ code: 'email-domain-typo', proposal: 'anne.petit@gmail.com' }]],
  ['info@dupont.fr', [{ code: 'email-role' }]],
  ['x@yopmail.com', [{ code: 'email-disposable' }]],
  ['x@a.mailinator.com', [{ code: 'email-disposable' }]],
  ['test@orange.fr', [{ code: 'email-placeholder' }]],
  ['bob@example.com', [{ code: 'email-placeholder' }]],
  ['bob@gmail.example', [{ code: 'email-trial-domain' }]],
  ['anne.petit@gmail,com', [{ code: 'email-invalid', proposal: 'anne.petit@gmail.com' }]],
  ['anne petit@gmail.com', [{ code: 'email-invalid', proposal: 'annepetit@gmail.com' }]],
  ['anne@@orange.fr', [{ code: 'email-invalid', proposal: 'anne@orange.fr' }]],
  ['néant', [{ code: 'email-invalid' }]],
])('address %s', (address, problems) => {
  expect(checkEmail(address)).toEqual(problems);
});

test.each([
  ['anne.petit+promo@googlemail.com', 'annepetit@gmail.com'],
  ['anne.petit@orange.fr', 'anne.petit@orange.fr'],
  ['anne+shop@outlook.fr', 'anne@outlook.fr'],
  ['anne-shop@yahoo.fr', 'anne@yahoo.fr'],
  ['anne+shop@petit.fr', 'anne+shop@petit.fr'],
])('the mailbox of %s is %s', (address, canonical) => {
  expect(canonicalEmail(address)).toBe(canonical);
});

test('whatever is proposed is an address with nothing wrong in its writing; a canonical form is canonical', () => {
  const domain = fc.constantFrom(
    'gmial.com',
    'orange.frr',
    'gmail,com',
    'yahoo.fr',
    'googlemail.com',
    'petit.fr',
  );
  const local = fc.stringMatching(/^[a-z][a-z.+ -]{0,12}[a-z]$/);
  fc.assert(
    fc.property(local, domain, (before, after) => {
      for (const { proposal } of checkEmail(`${before}@${after}`)) {
        if (proposal === undefined) continue;
        expect(normaliseEmail(proposal)).toBe(proposal);
        const canonical = canonicalEmail(proposal);
        expect(canonicalEmail(canonical)).toBe(canonical);
      }
    }),
  );
});
