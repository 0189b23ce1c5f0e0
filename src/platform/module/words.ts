import { setFrench } from '#analytics/text';
import type { Words } from './module.ts';

/** A sentence of the server in both languages, the French typeset. */
export const words = (fr: string, en: string): Words => ({ fr: setFrench(fr), en });
