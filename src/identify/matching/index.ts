export { changeMatchingSettings } from './change-settings.ts';
export {
  type Act,
  type ActKind,
  type ActScope,
  type Decision,
  decisionsOfAct,
  findAct,
  insertAct,
  lastActBy,
  listActs,
  type Verdict,
  verdictsOf,
} from './decisions.store.ts';
export { explainPair, weighPersons } from './explain-pair.ts';
export { type Alike, findAlike } from './find-alike.ts';
export { forgetPersons } from './forget-persons.ts';
export { learnModel } from './learn-model.ts';
export { type Link, linksOf } from './links.store.ts';
export { matchPersons } from './match-persons.ts';
export { dropRowsOfRetired, findModelInForce, listModels, type ModelSummary } from './models.store.ts';
export type { MatchablePerson, Particulars } from './particulars.ts';
export {
  countPending,
  countUnsettled,
  lastNoted,
  nextPending,
  nextUnsettled,
  notePending,
  settle,
  unsettle,
} from './pending.store.ts';
export { openTies, type TieReader, type Ties } from './read-ties.ts';
export { mergeBits, readMatchingSettings } from './settings.ts';
export { takeEffect } from './take-effect.ts';
