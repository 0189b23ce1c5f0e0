export { normaliseCountry } from './addresses/normalise-country.ts';
export { isDate } from './dates/is-date.ts';
export { normaliseEmail } from './emails/normalise-email.ts';
export { digitsOf, foldText } from './fold.ts';
export { genderOf } from './names/civility.ts';
export { oneSlipApart } from './one-slip.ts';
export { normalisePhone } from './phones/normalise-phone.ts';
