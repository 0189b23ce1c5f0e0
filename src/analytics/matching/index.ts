export { measureClusters, pairsWithin, type PairQuality } from './clusters/measure-clusters.ts';
export { type Field, planFields } from './fields/plan-fields.ts';
export { type DateOrder, dateOrderOf } from './fields/read-birth-date.ts';
export { type Role, type RoleOfColumn, roles } from './fields/roles.ts';
export { findHouseholds, type HouseholdRule } from './households/find-households.ts';
export { type Bands, type Matching, matchRecords } from './match-records.ts';
export { arrangeRecords } from './records/arrange-records.ts';
export { addRecord, createTable, type RecordTable } from './records/record-table.ts';
