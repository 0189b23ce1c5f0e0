export { clusterLinks, type Clusters, type Links } from './clusters/cluster-links.ts';
export { measureClusters, pairsWithin, type PairQuality } from './clusters/measure-clusters.ts';
export { certainPairs, forbidden } from './clusters/rules.ts';
export { updateClusters } from './clusters/update-clusters.ts';
export { type Field, planFields } from './fields/plan-fields.ts';
export { type DateOrder, dateOrderOf } from './fields/read-birth-date.ts';
export { type Role, type RoleOfColumn, roles } from './fields/roles.ts';
export { doorKeys } from './households/door-keys.ts';
export {
  findHouseholds,
  type HouseholdRule,
  isRareName,
  type NameCounts,
  recordsAtDoorMost,
} from './households/find-households.ts';
export { indexRecords, type MatchIndex, matchNewRecords } from './match-new-records.ts';
export {
  type Bands,
  type BlockingReport,
  findLinks,
  type FoundLinks,
  type Matching,
  matchRecords,
  usualBands,
} from './match-records.ts';
export type { LabelledPair } from './model/learn-model.ts';
export type { FieldModel, MatchModel } from './model/match-model.ts';
export {
  bitsOf,
  type FieldWeight,
  type PairExplanation,
  type PairScorer,
  probabilityOf,
} from './model/pair-scorer.ts';
export { arrangeRecords } from './records/arrange-records.ts';
export {
  addCanonical,
  addRecord,
  canonicalOf,
  createTable,
  type RecordTable,
} from './records/record-table.ts';
export {
  blocksOf,
  type RevivedMatching,
  reviveMatching,
  type SavedMatching,
  saveMatching,
} from './saved-matching.ts';
export { runTurns, type Turns } from './turns.ts';
