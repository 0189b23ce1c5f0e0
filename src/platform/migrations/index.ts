export { type EngineVersions, findTooOld, readVersions } from './engine-versions.ts';
export { migrateDatabase, migrationTable } from './migrate-database.ts';
export { migrateWarehouse } from './migrate-warehouse.ts';
export { type AppliedMigration, type Migration, pendingMigrations, readMigrations } from './migration.ts';
