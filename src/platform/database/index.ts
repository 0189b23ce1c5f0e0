export { sql } from 'kysely';
export { type Database, type DatabaseServer, type DatabaseTransaction, inTransaction } from './database.ts';
