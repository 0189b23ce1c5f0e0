import { z } from 'zod';

const Name = z
  .string()
  .trim()
  .regex(/^[a-z0-9-]{1,40}$/, 'Lower case letters, digits and hyphens, 40 at most.');

/** Words for people, of a bounded length; no engine holds a NUL character. */
const Text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !text.includes('\0'), 'No NUL character, please.');

/** One entry of the ledger: what was permitted or withdrawn, when, where, and the proof. */
export const ConsentEntry = z.object({
  consentId: z.number(),
  personId: z.number(),
  channel: z.string(),
  purpose: z.string(),
  brand: z.string(),
  status: z.enum(['granted', 'withdrawn']),
  occurredAt: z.iso.datetime(),
  recordedAt: z.iso.datetime(),
  source: z.string(),
  importId: z.number().nullable(),
  line: z.number().nullable(),
  evidence: z.record(z.string(), z.unknown()),
});
export type ConsentEntry = z.infer<typeof ConsentEntry>;

/** What holds now for one channel, purpose and brand, and why. */
export const ConsentState = z.object({
  channel: z.string(),
  purpose: z.string(),
  brand: z.string(),
  status: z.enum(['granted', 'withdrawn', 'unknown']),
  /** `nothing-said`, `only-grants`, `latest-is-withdrawal` (one person), `one-person-withdrew` (several, strictest wins). */
  reason: z.enum(['nothing-said', 'only-grants', 'latest-is-withdrawal', 'one-person-withdrew']),
  explanation: z.object({ fr: z.string(), en: z.string() }),
  /** The entry that decides; null when nothing was said. */
  decidedBy: ConsentEntry.nullable(),
  history: z.array(ConsentEntry),
});
export type ConsentState = z.infer<typeof ConsentState>;

/** Part `consents` of the customer page, and the reply of GET /customers/{id}/consents. */
export const ConsentsReply = z.object({ items: z.array(ConsentState) });

/** A permission given or withdrawn, written down by hand with what proves it. */
export const RecordConsentBody = z.object({
  channel: Name,
  purpose: Name,
  brand: Text(100).default(''),
  status: z.enum(['granted', 'withdrawn']),
  /** When it was said; now when left out; never later than now. */
  occurredAt: z.iso.datetime({ offset: true }).optional(),
  evidence: z.object({
    /** How it reached us: a letter, a call, a form on paper. */
    how: Text(200).refine((text) => text !== '', 'Say how it reached us.'),
    wording: Text(2000).optional(),
    /** The version of the wording that was read, as `/api/v1/wordings` numbers it. */
    wordingId: z.int().positive().optional(),
    form: Text(200).optional(),
    ip: z.union([z.ipv4(), z.ipv6()]).optional(),
    /** A file that was sent as proof, by the SHA-256 that `/api/v1/consents/proofs` answered. */
    proof: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
    note: Text(2000).optional(),
  }),
});

const Day = z.iso.date();

/** What the law says of a use between two days; the first that fits counts. Without one that fits, consent is asked for. */
export const LawRule = z.object({
  channel: Name,
  purpose: Name,
  basis: z.enum(['opt-in', 'opt-out']),
  from: Day.nullable(),
  until: Day.nullable(),
  exceptDuringContract: z.boolean(),
  /** The text of law it comes from, for people. */
  reference: Text(300).default(''),
});
export type LawRule = z.infer<typeof LawRule>;

/** Who bought within so many months may be written to about similar products, unless she objects. */
export const SoftOptIn = z.object({
  channel: Name,
  purpose: Name,
  brand: Text(100).default(''),
  months: z.int().min(1).max(120),
});
export type SoftOptIn = z.infer<typeof SoftOptIn>;

export const PermissionRules = z.object({
  law: z.array(LawRule).max(100),
  softOptIn: z.array(SoftOptIn).max(100),
});
export type PermissionRules = z.infer<typeof PermissionRules>;

/** Version 0 is what the program comes with: nobody changed anything yet. */
const RulesVersion = z.object({
  version: z.int().min(0),
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
});
export const PermissionRulesReply = PermissionRules.extend(RulesVersion.shape);
export type PermissionRulesReply = z.infer<typeof PermissionRulesReply>;
/** `version`: the one that was read and is changed; refused when another came in between. Left out: whatever is there. */
export const ChangePermissionRulesBody = PermissionRules.extend({ version: z.int().min(0).optional() });
/** Every version, the latest first. */
export const PermissionRuleVersionsReply = z.object({ items: z.array(PermissionRulesReply) });

/** On one day, how many customers with an address on a channel may be contacted there by the rules in force and by others. */
export const RulesForecastItem = z.object({
  channel: z.string(),
  purpose: z.string(),
  brand: z.string(),
  on: Day,
  before: z.int(),
  after: z.int(),
  opened: z.int(),
  closed: z.int(),
});
export type RulesForecastItem = z.infer<typeof RulesForecastItem>;
/** Only uses that the change touches, today and on each day from which a rule starts or stops to count. */
export const RulesForecastReply = z.object({
  asOf: z.iso.datetime(),
  customers: z.int(),
  items: z.array(RulesForecastItem),
});
export type RulesForecastReply = z.infer<typeof RulesForecastReply>;

/** What may be done on a day, by which statement or rule. */
export const PermissionState = ConsentState.extend({
  allowed: z.boolean(),
  reason: z.enum(['withdrawn', 'opposed', 'granted', 'opt-out', 'contract', 'own-customer', 'nothing-said']),
  allowedBecause: z.object({ fr: z.string(), en: z.string() }),
});
export type PermissionState = z.infer<typeof PermissionState>;

export const PermissionsQuery = z.object({ asOf: Day.optional() });
export const PermissionsReply = z.object({ asOf: Day, items: z.array(PermissionState) });

export type Wording = z.infer<typeof Wording>;
export const Wording = z.object({
  wordingId: z.number(),
  name: z.string(),
  version: z.number().int(),
  language: z.enum(['fr', 'en']),
  content: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export const WordingsReply = z.object({ items: z.array(Wording) });
export const NewWordingBody = z.object({
  name: Text(200).refine((text) => text !== '', 'Give it a name.'),
  language: z.enum(['fr', 'en']),
  content: Text(10_000).refine((text) => text !== '', 'Give the words that people read.'),
});

export const ProofReply = z.object({ proof: z.string(), bytes: z.number() });
export const ProofParams = z.object({ proof: z.string().regex(/^[0-9a-f]{64}$/) });
/** Largest proof taken: a scanned letter, a recording of a minute. */
export const proofBytesMax = 5_000_000;

export const OppositionListView = z.object({
  listId: z.number(),
  name: z.string(),
  kind: z.enum(['email', 'phone', 'address']),
  channels: z.array(z.string()),
  entries: z.number(),
  obtainedOn: Day,
  expiresOn: Day,
  importedBy: z.string(),
  importedAt: z.iso.datetime(),
});
export type OppositionListView = z.infer<typeof OppositionListView>;
export const OppositionListsReply = z.object({ items: z.array(OppositionListView) });
export const OppositionListParams = z.object({ listId: z.coerce.number().int().positive() });
/** A list held against the base: who is on it now, and who said yes on one of its channels since it was drawn up. */
export const OppositionCheckReply = z.object({
  listId: z.number(),
  asOf: z.iso.datetime(),
  customers: z.number().int(),
  listed: z.number().int(),
  agreedSince: z.number().int(),
});
export const ImportOppositionsQuery = z.object({
  name: Text(200).refine((text) => text !== '', 'Give the list a name.'),
  kind: z.enum(['email', 'phone', 'address']),
  /** Channels the list closes, separated by commas: those of its kind when left out. */
  channels: z
    .string()
    .regex(/^[a-z0-9-]{1,40}(,[a-z0-9-]{1,40})*$/)
    .optional(),
  obtainedOn: Day.optional(),
  /** A year after it was obtained when left out. */
  expiresOn: Day.optional(),
});
export const ImportedOppositions = OppositionListView.extend({ leftOut: z.number().int() });
