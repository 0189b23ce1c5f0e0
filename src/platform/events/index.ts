export type { Events, Hears } from './events.ts';
