export { contractsModule } from './contracts.module.ts';
export { contractsPart } from './write-contracts.ts';
