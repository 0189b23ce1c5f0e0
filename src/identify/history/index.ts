export { appendFacts } from './append-facts.ts';
export { type FactTable, factColumns } from './facts.ts';
export { forgetFactsOfImport } from './forget-facts-of-import.ts';
