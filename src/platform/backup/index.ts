export type { BackupProgress } from './backup.ts';
export { type BackupNeeds, type BackupReceipt, createBackup } from './create-backup.ts';
export { isRestoreUnderWay } from './load-warehouse.ts';
export { type RestoreNeeds, type RestoreReceipt, restoreBackup } from './restore-backup.ts';
