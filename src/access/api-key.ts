import type { Clock } from '../platform/clock/index.ts';
import { type Database, sql } from '../platform/database/index.ts';
import type { Actor } from '../platform/http/index.ts';
import { newToken, sha256 } from '../platform/ids/index.ts';
import type { Role } from './role.ts';

export type ApiKeyRow = {
  apiKeyId: number;
  name: string;
  role: Role;
  createdAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
};

const columns = sql.raw(
  `api_key_id as "apiKeyId", name, role, created_at as "createdAt", used_at as "usedAt", revoked_at as "revokedAt"`,
);

/** Makes an API key with a role; the key itself is given back this once. */
export async function addApiKey(
  request: { name: string; role: Role; createdBy: number | null },
  needs: { db: Database; clock: Clock },
): Promise<ApiKeyRow & { key: string }> {
  const key = `chacun_${newToken()}`;
  const { rows } = await sql<ApiKeyRow>`
    insert into access.api_key (name, role, token_hash, created_by, created_at)
    values (${request.name}, ${request.role}, ${sha256(key)}, ${request.createdBy}, ${needs.clock.now()})
    returning ${columns}`.execute(needs.db);
  const [row] = rows;
  if (row === undefined) throw new Error('The API key was not stored.');
  return { ...row, key };
}

export async function listApiKeys(db: Database): Promise<ApiKeyRow[]> {
  const { rows } =
    await sql<ApiKeyRow>`select ${columns} from access.api_key order by api_key_id desc limit 500`.execute(
      db,
    );
  return rows;
}

/** Ends a key at once; ending it twice changes nothing. */
export async function revokeApiKey(db: Database, apiKeyId: number, at: Date): Promise<ApiKeyRow | undefined> {
  const { rows } = await sql<ApiKeyRow>`
    update access.api_key set revoked_at = coalesce(revoked_at, ${at}) where api_key_id = ${apiKeyId} returning ${columns}`.execute(
    db,
  );
  return rows[0];
}

/** Who holds this key, unless it is revoked; remembers the day it was last used. */
export async function findApiKeyActor(db: Database, key: string, at: Date): Promise<Actor | undefined> {
  const hash = sha256(key);
  const { rows } = await sql<{ id: number; name: string; role: string; stale: boolean }>`
    select api_key_id as id, name, role, used_at is null or used_at < ${at}::timestamptz - interval '1 hour' as stale
    from access.api_key where token_hash = ${hash} and revoked_at is null`.execute(db);
  const [found] = rows;
  if (found === undefined) return undefined;
  if (found.stale)
    await sql`update access.api_key set used_at = ${at} where token_hash = ${hash}`.execute(db);
  return { kind: 'api-key', id: found.id, name: found.name, role: found.role };
}
