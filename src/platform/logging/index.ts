export { createLog, type Log, silentLog } from './logging.ts';
