import { type Database, type DatabaseTransaction, sql } from '#platform/database';
import { PermissionRules, type PermissionRulesReply } from './api.ts';
import { defaultPermissionRules } from './permission-rules.ts';

/** Version 0, which nobody wrote. */
const first: PermissionRulesReply = {
  ...defaultPermissionRules,
  version: 0,
  changedBy: null,
  changedAt: null,
};

/** Every version of the rules, the latest (in force) first; the one the program comes with is the last. */
export async function listRuleVersions(db: Database, limit = 200): Promise<PermissionRulesReply[]> {
  const { rows } = await sql<{ version: number; rules: unknown; by: string; at: Date }>`
    select version, rules, changed_by as by, changed_at as at
    from identify.permission_rules order by version desc limit ${limit}`.execute(db);
  const written = rows.map(({ version, rules, by, at }) => ({
    ...PermissionRules.parse(rules),
    ...{ version, changedBy: by, changedAt: at.toISOString() },
  }));
  return written.length < limit ? [...written, first] : written;
}

/** The rules in force, with who wrote them and when. */
export async function readRulesInForce(db: Database): Promise<PermissionRulesReply> {
  const [latest = first] = await listRuleVersions(db, 1);
  return latest;
}

export async function readPermissionRules(db: Database): Promise<PermissionRules> {
  const { law, softOptIn } = await readRulesInForce(db);
  return { law, softOptIn };
}

/** Nobody else writes a version until the transaction ends; reading goes on. */
export async function lockRules(trx: DatabaseTransaction): Promise<void> {
  await sql`lock table identify.permission_rules in share row exclusive mode`.execute(trx);
}

export async function insertRuleVersion(
  trx: DatabaseTransaction,
  written: {
    readonly version: number;
    readonly rules: PermissionRules;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into identify.permission_rules (version, rules, changed_by, changed_at)
    values (${written.version}, ${JSON.stringify(written.rules)}::jsonb, ${written.by}, ${written.at})`.execute(
    trx,
  );
}
