import { z } from 'zod';
import { PersonOfCustomer } from '#identify/customers/api';
import { MatchingSettings } from '#identify/matching/api';

const Id = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const Note = z
  .string()
  .trim()
  .max(1000)
  .refine((text) => !text.includes('\0'), 'No NUL character, please.')
  .default('');

export const Verdict = z.enum(['same', 'different', 'unsure']);

/** Why a pair is in the queue: the model doubts, or holds them to be one while their customers contradict each other. `joined`: a pair to check. */
export const PairKind = z.enum(['doubtful', 'contradiction', 'joined']);

/** Two persons, the smaller number first. */
export const PairParams = z.object({ low: Id, high: Id });

/** A person of a pair, as she was last described by her source. Absent fields were never said. */
export const PairSide = PersonOfCustomer.extend({
  customerId: z.number(),
  fields: z.record(z.string(), z.string()),
});
export type PairSide = z.infer<typeof PairSide>;

export const QueueItem = z.object({
  low: z.number(),
  high: z.number(),
  kind: PairKind,
  probability: z.number(),
  bits: z.number(),
  /** Somebody looked and could not tell. */
  unsure: z.boolean(),
  /** Net sales of the two customers, in the currency of most orders; null: none known. */
  stake: z.object({ netSales: z.string(), currency: z.string() }).nullable(),
  sides: z.tuple([PairSide, PairSide]),
});
export type QueueItem = z.infer<typeof QueueItem>;

/**
 * What comes first. `worth`: the net sales of the two customers times the doubt (1 bit at probability ½, less on both sides); `value`: these
 * net sales; `doubt`: nearest to ½, where a decision teaches most; `newest`: the latest record.
 */
export const QueueOrder = z.enum(['worth', 'value', 'doubt', 'newest']);

/** `joined` pairs are drawn at random among those joined by themselves, whatever the order. */
export const QueueQuery = z.object({
  kind: PairKind.default('doubtful'),
  order: QueueOrder.default('worth'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(200).optional(),
});
export type QueueQuery = z.infer<typeof QueueQuery>;

/** `total` is counted on the first page only. */
export const QueueReply = z.object({
  items: z.array(QueueItem),
  nextCursor: z.string().nullable(),
  total: z.number().int().nullable(),
});

/** What one field says of a pair, in bits: above 0 for one person, below 0 against.. */
export const FieldWeight = z.object({
  field: z.string(),
  level: z.string(),
  bits: z.number(),
});

/** The weights of a pair: `priorBits` + every field's bits + `relativesBits` = `bits`, the log₂ odds of one person. */
export const Explanation = z.object({
  modelId: z.number(),
  priorBits: z.number(),
  fields: z.array(FieldWeight),
  relativesBits: z.number(),
  bits: z.number(),
  probability: z.number(),
});

export const ActKind = z.enum(['decide', 'accept', 'merge', 'unmerge', 'undo']);

/** What an act in bulk was about. */
export const ActScope = z.union([
  z.object({ importId: z.number() }),
  z.object({ modelId: z.number(), from: z.number().optional(), below: z.number().optional() }),
]);

/** What people decided, in one go: it says something of `pairs` pairs, and may be taken back once. */
export const Act = z.object({
  actId: z.number(),
  kind: ActKind,
  scope: ActScope.nullable(),
  undoes: z.number().nullable(),
  undoneBy: z.number().nullable(),
  note: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  pairs: z.number().int(),
});
export type Act = z.infer<typeof Act>;

/** The customer a side belongs to now. */
export const SideCustomer = z.object({
  customerId: z.number(),
  persons: z.array(PersonOfCustomer),
  orders: z.number().int(),
  netSales: z.string(),
  currency: z.string(),
  lastOrderAt: z.iso.datetime().nullable(),
});

/** Two persons side by side. `explanation` is null when one of them was not matched yet, or nothing is known of her. */
export const PairReply = z.object({
  low: z.number(),
  high: z.number(),
  kind: PairKind.nullable(),
  sides: z.tuple([PairSide, PairSide]),
  customers: z.tuple([SideCustomer, SideCustomer]),
  explanation: Explanation.nullable(),
  sharedKeys: z.array(z.enum(['email', 'phone', 'card'])).describe('What both carry to the letter.'),
  verdict: z.object({ verdict: Verdict, act: Act }).nullable(),
});
export type PairReply = z.infer<typeof PairReply>;

export const DecideBody = z.object({ low: Id, high: Id, verdict: Verdict, note: Note });

/** The act, to undo it, and the customers concerned as they are now. */
export const ActReply = z.object({
  actId: z.number(),
  customerIds: z.array(z.number()),
  unsettled: z
    .number()
    .int()
    .describe('Of a large act: records whose customers are derived by the next run of matching, soon.'),
});

export const ActParams = z.object({ actId: Id });
export const ActsQuery = z.object({
  before: Id.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const ActsReply = z.object({ items: z.array(Act), nextBefore: z.number().nullable() });

/** All doubtful pairs from this probability on are one person. */
export const AcceptBody = z.object({ from: z.number().min(0.5).lt(1), note: Note });

export const CustomerParams = z.object({ customerId: Id });
export const MergeBody = z.object({ with: z.array(Id).min(1).max(20), note: Note });
/** Each group of persons becomes a customer of its own; persons of the customer that are not named stay together as they are tied. */
export const UnmergeBody = z.object({
  groups: z.array(z.array(Id).min(1).max(500)).min(1).max(50),
  note: Note,
});
/** What is parted in bulk: what an import, a model, or links of a range of probability (under the model in force) joined. */
export const PartScope = z.union([
  z.strictObject({ importId: Id }),
  z.strictObject({ modelId: Id }),
  z
    .strictObject({ from: z.number().gt(0).lt(1), below: z.number().gt(0).max(1).default(1) })
    .refine(({ from, below }) => from < below, { message: 'from must be below below.', path: ['from'] }),
]);
export type PartScope = z.infer<typeof PartScope>;
export const CountPartingBody = z.object({ of: PartScope });
export const PartBody = z.object({ of: PartScope, note: Note });

/** What a parting in bulk would do: customers that fall apart, into how many, and the records and pairs concerned. */
export const PartCounts = z.object({
  customers: z.number().int(),
  customersAfter: z.number().int(),
  records: z.number().int(),
  pairs: z.number().int(),
  held: z.number().int().describe('Customers that other ties hold together: they stay as they are.'),
});
export type PartCounts = z.infer<typeof PartCounts>;

/** Why a customer's persons are one: every pair with what ties it. */
export const CustomerTiesReply = z.object({
  customerId: z.number(),
  persons: z.array(PersonOfCustomer),
  pairs: z.array(
    z.object({
      low: z.number(),
      high: z.number(),
      probability: z.number().nullable(),
      sharedKeys: z.array(z.enum(['email', 'phone', 'card'])),
      verdict: Verdict.nullable(),
    }),
  ),
  /** Pairs with others that somebody should look at. */
  suspects: z.array(QueueItem),
});

export const SettingsBody = MatchingSettings;

export const Model = z.object({
  modelId: z.number(),
  state: z.enum(['building', 'in force', 'retired']),
  learntAt: z.iso.datetime(),
  learntBy: z.string(),
  persons: z.number().int(),
  links: z.number().int(),
  candidatePairs: z.number(),
  totalPairs: z.number(),
  recallAtMost: z.number().describe('The share of all matches that blocking brings together at most.'),
});

const Share = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** By bands of probability: how many pairs there are, how many people decided, how many of these are one person. */
export const QualityReply = z.object({
  confidence: z.number(),
  bands: z.array(
    z.object({
      from: z.number(),
      to: z.number(),
      pairs: z.number().int(),
      labelled: z.number().int(),
      same: z.number().int(),
      expected: z.number().describe('The mean probability the model gives these pairs.'),
    }),
  ),
  precision: Share.nullable().describe(
    'Of the pairs joined by themselves, how many are one person; null: too few to tell.',
  ),
  recall: Share.nullable().describe(
    'Of the pairs of one person that were compared, how many are joined; null: too few to tell.',
  ),
  labelsMissing: z.number().int().describe('Decisions still needed to tell.'),
  blocking: z
    .object({
      recallAtMost: z.number().describe('The share of all matches that were compared, at most.'),
      missedMatchesAtLeast: z.number().describe('Matches that were never compared, at least (Chao).'),
      crowdedBlocks: z
        .number()
        .int()
        .describe('Values that more than 400 records share: nobody is compared because of them.'),
      crowdedRecords: z.number().int().describe('Records that have such a value.'),
      unreachableRecords: z
        .number()
        .int()
        .describe('Records that have only such values: compared with nobody.'),
    })
    .nullable()
    .describe('What comparing leaves out; null before a model is in force.'),
});
export type QualityReply = z.infer<typeof QualityReply>;

export const StatusReply = z.object({
  settings: SettingsBody,
  model: Model.nullable(),
  persons: z.number().int(),
  customers: z.number().int(),
  pending: z.number().int().describe('Persons whose records changed since they were matched.'),
  unsettled: z.number().int().describe('Persons whose customer is to be derived anew.'),
  queue: z.object({ doubtful: z.number().int(), contradiction: z.number().int() }),
  job: z.object({ jobId: z.string(), state: z.string() }).nullable(),
});
export type StatusReply = z.infer<typeof StatusReply>;

export const ModelsReply = z.object({ items: z.array(Model) });

export const RunBody = z.object({
  learn: z.boolean().default(false).describe('Learn a new model on everybody, and match everybody by it.'),
});
export const RunReply = z.object({ jobId: z.string() });
