import { z } from 'zod';
import { matrixNames, measureNames, rankMeasures } from '#differentiate/portfolio/api';

/** What the portfolio keeps in its URL: the measure spread, the matrix, its cut lines, the date it is as of when not the newest, and the date compared with. */
export const PortfolioSearch = z.object({
  across: z.enum(rankMeasures).optional().catch(undefined),
  measure: z.enum(measureNames).optional().catch(undefined),
  matrix: z.enum(matrixNames).optional().catch(undefined),
  cutX: z.number().optional().catch(undefined),
  cutY: z.number().optional().catch(undefined),
  at: z.number().int().optional().catch(undefined),
  from: z.number().int().optional().catch(undefined),
});
export type PortfolioSearch = z.infer<typeof PortfolioSearch>;
