export { consentModule, consentsPart } from './consent.module.ts';
export type { ConsentStatus, NewConsent } from './consent.ts';
export { consentStatus, explainConsents } from './explain-consents.ts';
export { forgetConsentsOfImport } from './forget-consents-of-import.ts';
export { recordConsentByHand } from './record-consent-by-hand.ts';
export { recordConsents } from './record-consents.ts';
export { consentData } from './consent-data.ts';
export { objectTo, type Objection } from './object-to.ts';
