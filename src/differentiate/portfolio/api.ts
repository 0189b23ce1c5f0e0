import { z } from 'zod';
import { ConditionShape } from '#differentiate/attributes/api';

const Words = z.object({ fr: z.string(), en: z.string() });

/** What a portfolio is spread or cut by. */
export const measureNames = [
  'netSales12Months',
  'directProfit12Months',
  'profitAtMost12Months',
  'futureSales',
  'futureMargin',
  'lifetimeValue',
  'potentialSales',
  'potentialRoom',
] as const;
export const axisNames = [
  ...measureNames,
  'tenureDays',
  'orders',
  'aliveProbability',
  'attitudeScore',
  'recommendationScore',
] as const;
export type MeasureName = (typeof measureNames)[number];
export type AxisName = (typeof axisNames)[number];

export const matrixNames = [
  'revenue-lifetime',
  'current-potential',
  'actual-possible',
  'four-kinds',
  'attitude-repeat',
  'profit-recommendation',
] as const;
export type MatrixName = (typeof matrixNames)[number];

export const SnapshotsReply = z.object({
  items: z.array(z.object({ snapshotId: z.int(), asOf: z.string(), customers: z.int().nullable() })),
});

export const SpreadQuery = z.object({
  measure: z.enum(measureNames).default('netSales12Months'),
  snapshotId: z.coerce.number().int().positive().optional(),
});

/** How unequally a measure is spread over customers who have one. Shares are of the total; null when it is not above zero. */
export const Spread = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  measure: z.enum(measureNames),
  label: Words,
  customers: z.int(),
  unknown: z.int(),
  total: z.number(),
  gini: z.number().nullable(),
  /** From the smallest customer up: [share of customers, share of the total]. */
  lorenz: z.array(z.tuple([z.number(), z.number()])),
  /** From the highest tenth down. */
  deciles: z.array(
    z.object({
      customers: z.int(),
      total: z.number(),
      mean: z.number(),
      lowest: z.number(),
      share: z.number().nullable(),
    }),
  ),
});
export type Spread = z.infer<typeof Spread>;

export const ConcentrationQuery = SpreadQuery.omit({ snapshotId: true });

/** How concentrated a measure was at each date kept, the earliest first, among customers who have one. Shares are of the total of that date. */
export const ConcentrationOverTime = z.object({
  measure: z.enum(measureNames),
  label: Words,
  items: z.array(
    z.object({
      snapshotId: z.int(),
      asOf: z.string(),
      currency: z.string(),
      customers: z.int(),
      total: z.number(),
      gini: z.number().nullable().describe('Null when the total is not above zero.'),
      firstTenth: z.number().nullable().describe('Null of fewer than 10 customers too.'),
      firstHundredth: z.number().nullable().describe('Null of fewer than 100 customers too.'),
    }),
  ),
});
export type ConcentrationOverTime = z.infer<typeof ConcentrationOverTime>;

const Part = z.object({
  customers: z.int(),
  netSales: z.string(),
  /** Null where it is unknown for somebody. */
  directProfit: z.string().nullable(),
  futureSales: z.number().nullable(),
  condition: ConditionShape,
});

/** What the ranks across are ranks of: sales to come as forecast, or possible sales (declared, or by customers alike). */
export const rankMeasures = ['futureSales', 'potentialSales'] as const;
export type RankMeasure = (typeof rankMeasures)[number];

export const RanksQuery = z.object({
  across: z.enum(rankMeasures).default('futureSales'),
  snapshotId: z.coerce.number().int().positive().optional(),
});

/** Five ranks of actual value against five of value to come, or of what is possible. */
export const RanksReply = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  across: z.enum(rankMeasures),
  /** Sales from which potential is 2, 3, 4, 5. */
  potentialAtLeast: z.array(z.number()),
  cells: z.array(Part.extend({ actual: z.int(), potential: z.int().nullable() })),
});
export type RanksReply = z.infer<typeof RanksReply>;

export const MatrixQuery = z.object({
  matrix: z.enum(matrixNames),
  cutX: z.coerce.number().optional(),
  cutY: z.coerce.number().optional(),
  snapshotId: z.coerce.number().int().positive().optional(),
});

const Axis = z.object({
  name: z.enum(axisNames),
  label: Words,
  unit: z.enum(['money', 'days', 'orders', 'share', 'score']),
  cut: z.number(),
  /** Values at each twentieth of the customers, from the least: where a cut line can go. */
  quantiles: z.array(z.number()),
});

/** Four cells of two cut measures. `high` is at or above the cut. */
export const Matrix = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  matrix: z.enum(matrixNames),
  x: Axis,
  y: Axis,
  unknown: z.int(),
  cells: z.array(
    Part.extend({ highX: z.boolean(), highY: z.boolean(), name: z.string(), label: Words, advice: Words }),
  ),
  /** What nobody can be placed for want of: the data that would tell; null where somebody is placed. */
  missing: Words.nullable(),
  /** Before those low on both sides are called non-priority: who among them is worth more than the matrix shows. */
  checks: z.array(z.object({ name: z.string(), question: Words, condition: ConditionShape })),
});
export type Matrix = z.infer<typeof Matrix>;

const Paged = z.object({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(25),
});

/** One cell of `Matrix`, by its name. */
export const CellQuery = MatrixQuery.extend({ cell: z.string().max(40), ...Paged.shape });

/** One cell of `RanksReply`; `potential` left out is unknown. */
export const RankCellQuery = RanksQuery.extend({
  actual: z.coerce.number().int().min(1).max(5),
  potential: z.coerce.number().int().min(1).max(5).optional(),
  ...Paged.shape,
});

/** Who was in a cell at a date, those who bought most in the twelve months before it first: their sales sum to the cell's. */
export const CellCustomers = z.object({
  snapshotId: z.int(),
  asOf: z.string(),
  currency: z.string(),
  items: z.array(
    z.object({
      customerId: z.int(),
      name: z.string().describe('Empty when no record says one.'),
      netSales: z.string(),
      futureSales: z.number().nullable(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type CellCustomers = z.infer<typeof CellCustomers>;

export const MovesQuery = MatrixQuery.omit({ snapshotId: true }).extend({
  from: z.coerce.number().int().positive(),
  until: z.coerce.number().int().positive(),
});

/** Who moved between two dates, by the same cut lines; null is not there, or unknown. */
export const Moves = z.object({
  matrix: z.enum(matrixNames),
  currency: z.string(),
  from: z.object({ snapshotId: z.int(), asOf: z.string() }),
  until: z.object({ snapshotId: z.int(), asOf: z.string() }),
  cutX: z.number(),
  cutY: z.number(),
  labels: z.array(z.object({ name: z.string(), label: Words })),
  moves: z.array(
    z.object({
      from: z.string().nullable(),
      until: z.string().nullable(),
      customers: z.int(),
      /** What their net sales of twelve months changed by. */
      salesChange: z.string(),
    }),
  ),
});
export type Moves = z.infer<typeof Moves>;

/** One move of `Moves`; a cell left out is "not there, or unknown". */
export const MovedQuery = MovesQuery.extend({
  before: z.string().max(40).optional(),
  after: z.string().max(40).optional(),
  ...Paged.shape,
});

/** Who made a move, those whose sales changed most first. Null is not there at that date. */
export const MovedCustomers = z.object({
  currency: z.string(),
  items: z.array(
    z.object({
      customerId: z.int(),
      name: z.string().describe('Empty when no record says one.'),
      salesBefore: z.string().nullable(),
      salesAfter: z.string().nullable(),
      salesChange: z.string(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type MovedCustomers = z.infer<typeof MovedCustomers>;
