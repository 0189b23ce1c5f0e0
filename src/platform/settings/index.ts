export { readSetting, saveSetting } from './setting.ts';
