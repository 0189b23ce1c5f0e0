import { setImmediate } from 'node:timers/promises';

/** Lets whatever else waits run between two parts of a long computation: queries answered meanwhile, other jobs, requests. */
export const breathe = (): Promise<void> => setImmediate();
