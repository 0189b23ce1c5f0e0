import { type Database, sql } from '../platform/database/index.ts';
import type { Role } from './role.ts';

export type AccountRow = {
  accountId: number;
  email: string;
  name: string;
  role: Role;
  language: 'fr' | 'en';
  disabledAt: Date | null;
  createdAt: Date;
};

const columns = sql.raw(`account_id as "accountId", email, name, role, language,
  disabled_at as "disabledAt", created_at as "createdAt"`);

export async function insertAccount(
  db: Database,
  account: { email: string; name: string; role: Role; language: string; passwordHash: string; at: Date },
): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    insert into access.account (email, name, role, language, password_hash, created_at)
    values (${account.email}, ${account.name}, ${account.role}, ${account.language}, ${account.passwordHash}, ${account.at})
    on conflict do nothing returning ${columns}`.execute(db);
  return rows[0];
}

export async function listAccounts(
  db: Database,
  after: number,
  limit: number,
  search: string,
): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${columns} from access.account
    where account_id > ${after} and (${search} = '' or strpos(lower(email || ' ' || name), lower(${search})) > 0)
    order by account_id limit ${limit}`.execute(db);
  return rows;
}

export async function findAccount(db: Database, accountId: number): Promise<AccountRow | undefined> {
  const { rows } =
    await sql<AccountRow>`select ${columns} from access.account where account_id = ${accountId}`.execute(db);
  return rows[0];
}

export async function findCredentials(
  db: Database,
  email: string,
): Promise<{ accountId: number; passwordHash: string | null } | undefined> {
  const { rows } = await sql<{ accountId: number; passwordHash: string | null }>`
    select account_id as "accountId", password_hash as "passwordHash"
    from access.account where lower(email) = lower(${email}) and disabled_at is null`.execute(db);
  return rows[0];
}

export async function updateAccount(
  db: Database,
  accountId: number,
  change: {
    name?: string | undefined;
    role?: Role | undefined;
    language?: string | undefined;
    disabledAt?: Date | null | undefined;
    passwordHash?: string | undefined;
  },
): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`
    update access.account set
      name = coalesce(${change.name ?? null}, name),
      role = coalesce(${change.role ?? null}, role),
      language = coalesce(${change.language ?? null}, language),
      password_hash = coalesce(${change.passwordHash ?? null}, password_hash),
      disabled_at = case when ${change.disabledAt === undefined} then disabled_at else ${change.disabledAt ?? null}::timestamptz end
    where account_id = ${accountId} returning ${columns}`.execute(db);
  return rows[0];
}

/** How many enabled administrators there are besides this one: the last may not be shut out. */
export async function countOtherAdmins(db: Database, accountId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from access.account where role = 'admin' and disabled_at is null and account_id <> ${accountId}`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}
