export { type ImportReceipt, importFile } from './imports/import-file.ts';
export type {
  Import,
  ImportCounts,
  ImportNeeds,
  ImportOptions,
  ImportProgress,
  ImportState,
  OnProgress,
} from './imports/import.ts';
export { runImport } from './imports/run-import.ts';
export { undoImport } from './imports/undo-import.ts';
export { Mapping } from './mapping/mapping.ts';
export { type ImportRow, selectImport, selectImports } from './receipts/receipts.store.ts';
export { saveMapping } from './save-mapping.ts';
export { findUpload } from './uploads/find-upload.ts';
export { keepUpload } from './uploads/keep-upload.ts';
export { type FixedPlaces, openTable } from './open-table.ts';
export { sourcesModule } from './sources.module.ts';
export { listSources } from './sources.store.ts';
export { findImportsTelling, sourcesData } from './imports/sources-data.ts';
export { withSources } from './imports/with-source.ts';
