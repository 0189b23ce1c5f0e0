export { createEvents, type Hearer } from './create-events.ts';
export type { Events, Hears } from './events.ts';
