import parsePhone from 'libphonenumber-js/max';
import { type Problem, problem } from '../problem.ts';
import { normalisePhone } from './normalise-phone.ts';

/** A number in its national plan. `special`: short and service numbers, by what a call costs. */
export type PhoneDescription = {
  readonly number: string;
  readonly country: string;
  readonly kind: 'mobile' | 'fixed' | 'fixed-or-mobile' | 'internet' | 'special' | 'unknown';
  readonly tariff: 'ordinary' | 'free' | 'shared' | 'premium' | 'unknown';
};

const kinds: Readonly<Record<string, Pick<PhoneDescription, 'kind' | 'tariff'>>> = {
  MOBILE: { kind: 'mobile', tariff: 'ordinary' },
  FIXED_LINE: { kind: 'fixed', tariff: 'ordinary' },
  FIXED_LINE_OR_MOBILE: { kind: 'fixed-or-mobile', tariff: 'ordinary' },
  VOIP: { kind: 'internet', tariff: 'ordinary' },
  PERSONAL_NUMBER: { kind: 'special', tariff: 'ordinary' },
  TOLL_FREE: { kind: 'special', tariff: 'free' },
  SHARED_COST: { kind: 'special', tariff: 'shared' },
  PREMIUM_RATE: { kind: 'special', tariff: 'premium' },
  UAN: { kind: 'special', tariff: 'ordinary' },
};

/** What kind of line a number is and what a call costs, as dialled from `country`; undefined when no plan has such a number. */
export function describePhone(text: string, country: string): PhoneDescription | undefined {
  const number = normalisePhone(text, country);
  const parsed = number === undefined ? undefined : parsePhone(number);
  if (parsed === undefined) return undefined;
  return {
    number: parsed.number,
    country: parsed.country ?? '',
    ...(kinds[parsed.getType() ?? ''] ?? { kind: 'unknown', tariff: 'unknown' }),
  };
}

/** What is doubtful in a person's phone number: none of any plan, digits nobody has by chance, a service's number. */
export function checkPhone(text: string, country: string): Problem[] {
  const described = describePhone(text, country);
  if (described === undefined) return [problem('phone-invalid')];
  const national = described.number.slice(-8);
  if (
    /^(\d)\1{6,}|^(\d\d)\2{3}$/.test(national) ||
    '0123456789012'.includes(national) ||
    '9876543210'.includes(national)
  )
    return [problem('phone-placeholder')];
  return described.kind === 'special' ? [problem('phone-special')] : [];
}
