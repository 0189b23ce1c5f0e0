export { type OutboxRow, putInOutbox } from './put-in-outbox.ts';
