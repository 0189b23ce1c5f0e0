export { findMigrations, type Migrations } from './find-migrations.ts';
export { type Engines, type EnginesWanted, openEngines } from './open-engines.ts';
export { ServerSilent } from './probe-servers.ts';
