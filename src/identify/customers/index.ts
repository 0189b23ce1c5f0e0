export { type AbsorbedPerson, absorbPeople } from './absorb-people.ts';
export { forgetPeopleOfImport } from './forget-people-of-import.ts';
export type { PersonFieldName, PersonFields } from './person.ts';
export { lockIdentity } from './persons.store.ts';
export { refreshConsents } from './refresh-consents.ts';
export { refreshCustomers } from './refresh-customers.ts';
