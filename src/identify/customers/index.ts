export { type AbsorbedPerson, absorbPeople } from './absorb-people.ts';
export { changeSurvivorship } from './change-survivorship.ts';
export { type CustomerCard, readCustomerCards } from './customer-cards.store.ts';
export { type ContactRow, readAllContactValues, readContactValues } from './contact-values.store.ts';
export { readCustomerNames } from './customer-names.store.ts';
export { type CustomerPagePart, customerPage, noSuchCustomer } from './customer-page.ts';
export { customersAttributes } from './customers.attributes.ts';
export { customersModule } from './customers.module.ts';
export { previewSurvivorship } from './preview-survivorship.ts';
export { customersData } from './erase-persons.ts';
export { exportCustomers } from './export-customers.ts';
export { findKnown, findKnownPersons, type KnownCustomer, type Outsider } from './find-known.ts';
export { type CustomerPersons, findCustomer, readPersonsOf } from './find-customer.ts';
export { forgetPeopleOfImport } from './forget-people-of-import.ts';
export type { ErasedCounts, PersonalData, Subject } from './personal-data.ts';
export type { PersonFieldName, PersonFields } from './person.ts';
export { type LookedAway, type Parts, partsWithout } from './parts-without.ts';
export { missingPersons, readAllPictures, readPictures } from './person-pictures.ts';
export { lockIdentity } from './persons.store.ts';
export { readSubject } from './read-subject.ts';
export { readOtherFields } from './read-other-fields.ts';
export { watchOtherFields } from './watch-other-fields.ts';
export { rectifyCustomer } from './rectify-customer.ts';
export { refreshConsents } from './refresh-consents.ts';
export { refreshCustomers } from './refresh-customers.ts';
export { searchCustomers } from './search-customers.ts';
export { readHomeCountry } from './home-country.ts';
export {
  countDistinctValues,
  type DistinctValues,
  readDeclaredGenders,
  readRecords,
  readRecordsOfSource,
  type SourceRecord,
} from './source-records.store.ts';
export { takeTouched } from './touched.store.ts';
export { UnionFind } from './union-find.ts';
export { letBack, raiseTombstones, type Tombstone } from './tombstones.store.ts';
