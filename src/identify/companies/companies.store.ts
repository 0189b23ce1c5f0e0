import { foldText } from '#analytics/text';
import { type Database, type DatabaseServer, sql } from '#platform/database';
import type { Company, Employed } from './company.ts';

/** What everybody's latest record that speaks of a company says of it. */
export async function readEmployed(server: DatabaseServer): Promise<Employed[]> {
  const people: Employed[] = [];
  const batches = server.cursor<Employed>({
    sql: `
      select distinct on (person_id) person_id as "personId", coalesce(fields ->> 'companyName', '') as "companyName",
             coalesce(fields ->> 'siren', '') as siren, coalesce(fields ->> 'siret', '') as siret,
             coalesce(fields ->> 'jobTitle', '') as "jobTitle", coalesce(fields ->> 'parentSiren', '') as "parentSiren",
             coalesce(fields ->> 'postcode', '') as postcode
      from identify.person_record where fields ?| array['companyName', 'siren', 'siret']
      order by person_id, recorded_at desc, import_id desc, line desc`,
  });
  for await (const batch of batches) people.push(...batch);
  return people;
}

const companiesAtOnce = 5000;

/** Puts these companies and roles in the place of those stored. */
export async function replaceCompanies(trx: Database, companies: readonly Company[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('identify.companies', 0))`.execute(trx);
  await sql`delete from identify.company_role`.execute(trx);
  await sql`delete from identify.company`.execute(trx);
  for (let from = 0; from < companies.length; from += companiesAtOnce) {
    const some = companies.slice(from, from + companiesAtOnce);
    const rows = some.map(({ companyId, name, siren, saidParent, roles }) => ({
      ...{ company_id: companyId, name, siren, said_parent: saidParent, people: roles.length },
      search_text: ` ${foldText(name)} ${siren ?? ''}`,
    }));
    await sql`
      insert into identify.company (company_id, name, siren, said_parent, search_text, people)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as r (company_id bigint, name text, siren text, said_parent text, search_text text, people int)
    `.execute(trx);
    const roles = some.flatMap(({ companyId, roles: all }) =>
      all.map(({ personId, siret, jobTitle }) => ({
        person_id: personId,
        company_id: companyId,
        siret,
        job_title: jobTitle,
      })),
    );
    await sql`
      insert into identify.company_role (person_id, company_id, siret, job_title)
      select * from jsonb_to_recordset(${JSON.stringify(roles)}::jsonb)
        as r (person_id bigint, company_id bigint, siret text, job_title text)
    `.execute(trx);
  }
}

export type CompanyRow = {
  readonly companyId: number;
  readonly name: string;
  readonly siren: string | null;
  readonly people: number;
};
const columns = sql`company_id as "companyId", name, siren, people`;

/** A page of companies by name; the words are looked for in name and SIREN. */
export async function listCompanies(
  db: Database,
  asked: {
    readonly words: readonly string[];
    readonly after: readonly [string, number] | undefined;
    readonly limit: number;
  },
): Promise<CompanyRow[]> {
  const [name, id] = asked.after ?? [null, null];
  const { rows } = await sql<CompanyRow>`
    select ${columns} from identify.company
    where (${name}::text is null or (lower(name), company_id) > (lower(${name}), ${id}::bigint))
      and not exists (select from unnest(${asked.words}::text[]) as word where strpos(search_text, ' ' || word) = 0)
    order by lower(name), company_id limit ${asked.limit}
  `.execute(db);
  return rows;
}

export async function countCompanies(db: Database, words: readonly string[]): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from identify.company
    where not exists (select from unnest(${words}::text[]) as word where strpos(search_text, ' ' || word) = 0)
  `.execute(db);
  return rows[0]?.total ?? 0;
}

export async function findCompany(db: Database, companyId: number): Promise<CompanyRow | undefined> {
  const { rows } = await sql<CompanyRow>`
    select ${columns} from identify.company where company_id = ${companyId}::bigint`.execute(db);
  return rows[0];
}

export async function companiesBySiren(db: Database, sirens: readonly string[]): Promise<CompanyRow[]> {
  const { rows } = await sql<CompanyRow>`
    select ${columns} from identify.company where siren = any (${sirens}::text[]) order by lower(name), company_id`.execute(
    db,
  );
  return rows;
}

export type StoredRole = {
  readonly personId: number;
  readonly customerId: number;
  readonly siret: string | null;
  readonly jobTitle: string | null;
};

/** Who works at a company, with the customer each is. */
export async function rolesAt(db: Database, companyId: number): Promise<StoredRole[]> {
  const { rows } = await sql<StoredRole>`
    select r.person_id as "personId", coalesce(o.customer_id, r.person_id) as "customerId", r.siret, r.job_title as "jobTitle"
    from identify.company_role r left join identify.customer_of o using (person_id)
    where r.company_id = ${companyId}::bigint order by r.person_id
  `.execute(db);
  return rows;
}

/** Where these persons work. */
export async function rolesOf(
  db: Database,
  personIds: readonly number[],
): Promise<(CompanyRow & Pick<StoredRole, 'siret' | 'jobTitle'>)[]> {
  const { rows } = await sql<CompanyRow & Pick<StoredRole, 'siret' | 'jobTitle'>>`
    select distinct on (c.company_id) c.company_id as "companyId", c.name, c.siren, c.people, r.siret, r.job_title as "jobTitle"
    from identify.company_role r join identify.company c using (company_id)
    where r.person_id = any (${personIds}::bigint[]) order by c.company_id, r.job_title is null, r.person_id
  `.execute(db);
  return rows;
}

/** The parent of each company that has one, by SIREN: somebody's word, else what records say. */
export async function readParents(db: Database): Promise<Map<string, string>> {
  const { rows } = await sql<{ siren: string; parent: string }>`
    select siren, case when p.siren is null then c.said_parent else p.parent_siren end as parent
    from identify.company c left join identify.company_parent p using (siren)
    where siren is not null and case when p.siren is null then c.said_parent else p.parent_siren end is not null
  `.execute(db);
  return new Map(rows.map(({ siren, parent }) => [siren, parent]));
}

export async function saveParent(
  db: Database,
  said: {
    readonly siren: string;
    readonly parentSiren: string | null;
    readonly by: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    insert into identify.company_parent (siren, parent_siren, set_by, set_at)
    values (${said.siren}, ${said.parentSiren}, ${said.by}, ${said.at})
    on conflict (siren) do update
    set parent_siren = excluded.parent_siren, set_by = excluded.set_by, set_at = excluded.set_at
  `.execute(db);
}
