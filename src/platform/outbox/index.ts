export { createRelay, type Relay } from './create-relay.ts';
export type { OutboxLag } from './outbox.store.ts';
export { type OutboxRow, putInOutbox } from './put-in-outbox.ts';
export { withOutboxDrained } from './with-outbox-drained.ts';
export { forgetSetAside } from './forget-set-aside.ts';
