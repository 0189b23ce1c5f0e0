export {
  type DataFolder,
  dataFolderAt,
  findOpenRights,
  prepareDataFolder,
  readDiskSpace,
  readSecrets,
  type Secrets,
} from './data-folder.ts';
export { FolderInUse, lockFolder } from './lock-folder.ts';
export { isRunning, type ProcessIdentity } from './process-identity.ts';
export { writeFileAtomically, writeStreamAtomically } from './write-file-atomically.ts';
