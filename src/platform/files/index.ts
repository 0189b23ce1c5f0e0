export {
  type DataFolder,
  findOpenRights,
  prepareDataFolder,
  readDiskSpace,
  readSecrets,
  type Secrets,
} from './data-folder.ts';
export { FolderInUse, lockFolder } from './lock-folder.ts';
export { writeStreamAtomically } from './write-file-atomically.ts';
