export { openWarehouse } from './open-warehouse.ts';
