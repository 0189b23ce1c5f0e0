import { expect, test } from 'vitest';
import { checkPhone, describePhone } from './describe-phone.ts';

// Numbers of Arcep's plan (décision 2018-0881): 06/07 mobile, 01–05 fixed, 09 internet, 080 free, 081 shared, 089 premium.
test.each([
  ['06 12 98 56 78', 'FR', 'mobile', 'ordinary', '+33612985678'],
  ['01 42 68 53 00', 'FR', 'fixed', 'ordinary', '+33142685300'],
  ['09 72 11 23 45', 'FR', 'internet', 'ordinary', '+33972112345'],
  ['0800 12 98 56', 'FR', 'special', 'free', '+33800129856'],
  ['0810 12 98 56', 'FR', 'special', 'shared', '+33810129856'],
  ['0899 12 98 56', 'FR', 'special', 'premium', '+33899129856'],
  ['0692 12 98 56', 'FR', 'mobile', 'ordinary', '+262692129856'],
  ['0470 12 98 56', 'BE', 'mobile', 'ordinary', '+32470129856'],
  ['+1 212 555 0123', 'FR', 'fixed-or-mobile', 'ordinary', '+12125550123'],
])('%s dialled from %s is %s, %s', (text, country, kind, tariff, number) => {
  expect(describePhone(text, country)).toMatchObject({ number, kind, tariff });
});

test.each([
  ['06 12 98 56 78', []],
  ['06 12 34 56 78', ['phone-placeholder']],
  ['06 00 00 00 00', ['phone-placeholder']],
  ['0899 12 98 56', ['phone-special']],
  ['12345', ['phone-invalid']],
])('number %s', (text, codes) => {
  expect(checkPhone(text, 'FR').map(({ code }) => code)).toEqual(codes);
});
