export { type RawBuilder, sql } from 'kysely';
export {
  type Database,
  type DatabaseServer,
  type DatabaseSession,
  type DatabaseTransaction,
  inTransaction,
} from './database.ts';
