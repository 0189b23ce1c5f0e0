export { type ErasureNeeds } from './erasing/run-erasures.ts';
export { replayErasures } from './erasing/replay-erasures.ts';
export { requestsData } from './requests-data.ts';
export { requestsModule } from './requests.module.ts';
