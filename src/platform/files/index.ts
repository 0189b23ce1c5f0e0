export {
  type DataFolder,
  dataFolderAt,
  findOpenRights,
  FolderNotWritable,
  prepareDataFolder,
  readDiskSpace,
  readSecrets,
  type Secrets,
} from './data-folder.ts';
export { FolderInUse, lockFolder } from './lock-folder.ts';
export { writeFileAtomically, writeStreamAtomically } from './write-file-atomically.ts';
