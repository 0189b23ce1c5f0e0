export { countCustomers } from './count-customers.ts';
export { countReachable, type Reach } from './count-reachable.ts';
export { listCustomers } from './list-customers.ts';
export { resolveCondition } from './resolve-condition.ts';
export { segmentsModule } from './segments.module.ts';
export { streamCustomerIds } from './stream-customer-ids.ts';
