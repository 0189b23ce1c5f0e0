export { openWarehouse } from './open-warehouse.ts';
export { probeServer } from './probe-server.ts';
