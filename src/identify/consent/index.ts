export type { ConsentStatus, NewConsent } from './consent.ts';
export { forgetConsentsOfImport } from './forget-consents-of-import.ts';
export { recordConsents } from './record-consents.ts';
