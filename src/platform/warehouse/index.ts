export type { InsertOptions, Warehouse, WarehouseParameters } from './warehouse.ts';
