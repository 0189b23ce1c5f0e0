export {
  type InsertOptions,
  type Warehouse,
  type WarehouseParameters,
  WarehouseRefused,
} from './warehouse.ts';
