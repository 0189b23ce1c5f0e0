export { isRefusal, type Outcome, orThrow, type Refusal, type RefusalKind, refuse } from './refusal.ts';
