export { appendFacts } from './append-facts.ts';
export { customerOf } from './customer-of.ts';
export { type FactTable } from './facts.ts';
export { forgetFactsOfImport } from './forget-facts-of-import.ts';
export { historyModule } from './history.module.ts';
export { historySummary } from './history-summary.ts';
export { contactsPart, ordersPart } from './page-parts.ts';
export { timeline } from './timeline.ts';
export { historyData } from './history-data.ts';
