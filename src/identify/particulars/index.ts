export { normaliseAddress } from './addresses/normalise-address.ts';
export { normaliseCountry } from './addresses/normalise-country.ts';
export {
  addressFields,
  type Deliverability,
  type PostalAddress,
  type SaidAddress,
} from './addresses/postal-address.ts';
export { readSiren, readSiret } from './companies/siren.ts';
export { checkBirthDate } from './dates/check-birth-date.ts';
export { isDate } from './dates/is-date.ts';
export { canonicalEmail } from './emails/canonical-email.ts';
export { checkEmail } from './emails/check-email.ts';
export { normaliseEmail } from './emails/normalise-email.ts';
export { digitsOf } from './digits.ts';
export { checkCivility, checkNamePart, isSwapped, type SaidName } from './names/check-name.ts';
export { type Civility, civilityOf, genderOf, readCivility } from './names/civility.ts';
export { isCompanyName, withoutLegalForm } from './names/company.ts';
export { type DeclaredGenders, type DeducedGender, deduceGender } from './names/deduce-civility.ts';
export { displayName } from './names/display-name.ts';
export { type NameParts, splitName } from './names/split-name.ts';
export { oneSlipApart } from './one-slip.ts';
export { checkPhone, describePhone, type PhoneDescription } from './phones/describe-phone.ts';
export { normalisePhone } from './phones/normalise-phone.ts';
export type { Problem } from './problem.ts';
