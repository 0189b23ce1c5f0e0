import { type Database, sql } from '#platform/database';

export type StoredWording = {
  readonly wordingId: number;
  readonly name: string;
  readonly version: number;
  readonly language: 'fr' | 'en';
  readonly content: string;
  readonly createdBy: string;
  readonly createdAt: Date;
};

const columns = sql`
  wording_id as "wordingId", name, version, language, content, created_by as "createdBy", created_at as "createdAt"`;

/** Every version of every wording, by name, the latest first. */
export async function listWordings(db: Database): Promise<StoredWording[]> {
  const { rows } = await sql<StoredWording>`
    select ${columns} from identify.consent_wording order by name, version desc limit 1000`.execute(db);
  return rows;
}

export async function findWording(db: Database, wordingId: number): Promise<StoredWording | undefined> {
  const { rows } = await sql<StoredWording>`
    select ${columns} from identify.consent_wording where wording_id = ${wordingId}`.execute(db);
  return rows[0];
}

/** Keeps a wording as the next version of its name; the very same words again are the version there is. */
export async function addWording(
  db: Database,
  wording: Pick<StoredWording, 'name' | 'language' | 'content' | 'createdBy' | 'createdAt'>,
): Promise<StoredWording> {
  const { name, language, content, createdBy, createdAt } = wording;
  const { rows } = await sql<StoredWording>`
    with latest as (select * from identify.consent_wording where name = ${name} order by version desc limit 1),
    added as (
      insert into identify.consent_wording (name, version, language, content, created_by, created_at)
      select ${name}, coalesce((select version from latest), 0) + 1, ${language}, ${content}, ${createdBy}, ${createdAt}
      where not exists (select from latest where language = ${language} and content = ${content})
      returning *
    )
    select ${columns} from added union all
    select ${columns} from latest where not exists (select from added)`.execute(db);
  const [stored] = rows;
  if (stored === undefined) throw new Error(`The wording "${name}" could not be kept.`);
  return stored;
}
