export { centsOf } from './cents.ts';
export { decimalColumn, momentColumn } from './long-column.ts';
export {
  bytesOf,
  type GrowingColumn,
  nativeBlock,
  type NativeBlock,
  type NativeColumn,
  numberColumn,
  realColumn,
} from './native-block.ts';
export { textColumn } from './text-column.ts';
export {
  type InsertOptions,
  type Warehouse,
  type WarehouseParameters,
  WarehouseRefused,
} from './warehouse.ts';
