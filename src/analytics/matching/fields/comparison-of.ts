import { birthDateComparison } from './compare-birth-dates.ts';
import { codeComparison, emailComparison, phoneComparison } from './compare-codes.ts';
import { familyNameComparison } from './compare-family-names.ts';
import { givenNameComparison } from './compare-given-names.ts';
import { placeComparison, streetComparison } from './compare-addresses.ts';
import { categoryComparison, fullNameComparison, textComparison } from './compare-texts.ts';
import type { Comparison } from './comparison.ts';
import type { FieldKind } from './field-kind.ts';

const comparisons: Readonly<Record<FieldKind, Comparison>> = {
  givenName: givenNameComparison,
  familyName: familyNameComparison,
  fullName: fullNameComparison,
  companyName: textComparison,
  birthDate: birthDateComparison,
  identifier: codeComparison,
  card: codeComparison,
  siren: codeComparison,
  email: emailComparison,
  phone: phoneComparison,
  street: streetComparison,
  place: placeComparison,
  text: textComparison,
  category: categoryComparison,
};

/** How values of a kind are compared. */
export const comparisonOf = (kind: FieldKind): Comparison => comparisons[kind];
