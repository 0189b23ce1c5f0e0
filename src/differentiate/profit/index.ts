export type { CostEntry, CostModel } from './api.ts';
export { changeActualCosts } from './save-costs.ts';
export { customerProfit } from './customer-profit.ts';
export { profitAttributes } from './profit.attributes.ts';
export { profitModule } from './profit.module.ts';
export { profitStatement } from './profit-statement.ts';
export { profitPart } from './write-profits.ts';
