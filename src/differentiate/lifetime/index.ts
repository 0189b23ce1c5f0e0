export { writeContractLifetimes } from './contract-lifetimes.warehouse.ts';
export { fitLifetime } from './fit-lifetime.ts';
export { lifetimeAttributes } from './lifetime.attributes.ts';
export { lifetimeModule } from './lifetime.module.ts';
export { lifetimeOverview } from './lifetime-overview.ts';
export { futureMargins } from './lifetimes.warehouse.ts';
export { recencyPart } from './write-recency.ts';
export { lifetimePart } from './write-lifetimes.ts';
