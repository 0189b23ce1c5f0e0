export type { GateSettings } from './api.ts';
export { decide, isHeldOut, isMailbox } from './decide.ts';
export { decideBatch, type Decided } from './decide-batch.ts';
export type { ContactFacts, Decision, GateRules } from './decision.ts';
export { explainDecision, reasonLabel } from './explain-decision.ts';
export { gateModule } from './gate.module.ts';
export { type ClosingCode, closingCodes, type Reason } from './reason.ts';
export { defaultGateSettings, rulesFor } from './settings.ts';
export { loadGateSettings, saveGateSettings } from './settings.store.ts';
