export { checkRecord, type Finding } from './check-record.ts';
export { qualityModule } from './quality.module.ts';
export { qualityData } from './quality-data.ts';
