export { connectDatabase } from './connect-database.ts';
export { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
export { probeDatabase } from './probe-database.ts';
