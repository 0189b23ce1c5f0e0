import { z } from 'zod';

export const RoleName = z.enum(['admin', 'privacy', 'marketer', 'analyst', 'agent', 'reader']);
export const Language = z.enum(['fr', 'en']);
const Email = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const SignInBody = z.object({ email: Email, password: z.string().min(1).max(1_000) });

/** Who is signed in, and what their role lets them do: the web hides the rest. */
export const Me = z.object({
  kind: z.enum(['user', 'api-key']),
  id: z.number(),
  name: z.string(),
  email: z.string().nullable(),
  role: RoleName,
  language: Language,
  permissions: z.array(z.string()),
  /** What costs are counted in, in this house. */
  currency: z.string(),
});

export const Account = z.object({
  accountId: z.number(),
  email: z.string(),
  name: z.string(),
  role: RoleName,
  language: Language,
  disabledAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
});
export const Accounts = z.object({ items: z.array(Account), nextCursor: z.string().nullable() });

export const NewAccountBody = z.object({
  email: Email,
  name: z.string().trim().min(1).max(200).optional(),
  role: RoleName,
  language: Language.default('fr'),
});
/** The password is shown this once; only its hash is kept. */
export const NewAccount = Account.extend({ password: z.string() });

export const ChangeAccountBody = z.object({
  name: z.string().trim().min(1).max(200).optional(),
  role: RoleName.optional(),
  disabled: z.boolean().optional(),
  resetPassword: z.literal(true).optional(),
});
export const ChangedAccount = Account.extend({ password: z.string().nullable() });

export const ChangeMeBody = z.object({
  language: Language.optional(),
  name: z.string().trim().min(1).max(200).optional(),
  password: z.object({ current: z.string().max(1_000), next: z.string().min(12).max(1_000) }).optional(),
});

export const ApiKey = z.object({
  apiKeyId: z.number(),
  name: z.string(),
  role: RoleName,
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export const ApiKeys = z.object({ items: z.array(ApiKey) });
export const NewApiKeyBody = z.object({ name: z.string().trim().min(1).max(200), role: RoleName });
/** The key is shown this once; only its hash is kept. */
export const NewApiKey = ApiKey.extend({ key: z.string() });

export const AuditEntry = z.object({
  auditId: z.number(),
  at: z.iso.datetime(),
  actor: z.string(),
  act: z.string(),
  subject: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
});
export const AuditEntries = z.object({ items: z.array(AuditEntry), nextCursor: z.string().nullable() });
export const PageQuery = z.object({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().max(200).optional(),
});
export const Done = z.object({ done: z.literal(true) });
