import type { PersonFields } from '#identify/customers';
import {
  checkBirthDate,
  checkCivility,
  checkEmail,
  checkNamePart,
  checkPhone,
  type DeclaredGenders,
  isSwapped,
  normaliseAddress,
  normaliseCountry,
  type Problem,
} from '#identify/particulars';
import { type BoardField, findRule } from './rules.ts';

/** A rule that a record breaks, in one field; what is proposed instead, where something is. */
export type Finding = { readonly field: BoardField; readonly rule: string; readonly proposal?: string };

/** What rules are applied with. */
export type CheckContext = {
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly homeCountry: string;
  readonly isOn: (rule: string) => boolean;
  readonly declared?: ((foldedName: string) => DeclaredGenders | undefined) | undefined;
};

/** Every rule a record breaks, of those that are on. Pure: the same record and day give the same findings. */
export function checkRecord(fields: PersonFields, context: CheckContext): Finding[] {
  const found: Finding[] = [];
  const add = (field: BoardField, problems: readonly Problem[]) => {
    for (const { code, proposal } of problems)
      if (context.isOn(code))
        found.push(proposal === undefined ? { field, rule: code } : { field, rule: code, proposal });
  };
  checkNames(fields, context, add);
  const said = fields.country ?? '';
  const country = said === '' ? context.homeCountry : normaliseCountry(said);
  const isCountry = /^[A-Z]{2}$/.test(country);
  if (said !== '' && !isCountry) add('country', [{ code: 'country-unknown' }]);
  if (fields.email !== undefined) add('email', checkEmail(fields.email));
  if (fields.phone !== undefined)
    add('phone', checkPhone(fields.phone, isCountry ? country : context.homeCountry));
  if (fields.birthDate !== undefined) add('birthDate', checkBirthDate(fields.birthDate, context.today));
  if (hasAddress(fields)) checkAddress(fields, context.homeCountry, add);
  return found;
}

type Add = (field: BoardField, problems: readonly Problem[]) => void;

/** Whether a record says anything of where somebody lives. */
export function hasAddress({ street, postcode, city }: PersonFields): boolean {
  return street !== undefined || postcode !== undefined || city !== undefined;
}

function checkNames(fields: PersonFields, context: CheckContext, add: Add): void {
  const { givenName, familyName } = fields;
  add(
    'civility',
    checkCivility(
      fields,
      context.isOn('civility-deducible') || fields.civility !== undefined ? context.declared : undefined,
    ),
  );
  if (givenName !== undefined) add('givenName', checkNamePart(givenName));
  if (familyName !== undefined) add('familyName', checkNamePart(familyName));
  if (givenName !== undefined && familyName !== undefined && isSwapped(fields)) {
    add('givenName', [{ code: 'name-swapped', proposal: familyName }]);
    add('familyName', [{ code: 'name-swapped', proposal: givenName }]);
  }
}

function checkAddress(fields: PersonFields, homeCountry: string, add: Add): void {
  const address = normaliseAddress(fields, homeCountry);
  const grade = address.deliverability;
  if (grade === 'undeliverable' || grade === 'doubtful') add('address', [{ code: `address-${grade}` }]);
  if (grade === 'corrected')
    add('address', [
      { code: 'address-corrected', proposal: address.lines.filter((line) => line !== '').join(', ') },
    ]);
  for (const problem of address.problems) add(findRule(problem.code)?.fields[0] ?? 'address', [problem]);
}
