import { type Database, sql } from '#platform/database';

/** By what a customer is reached, and until when a contract with her runs, as the field `contractUntil` of a source says. */
export type ContactValues = {
  readonly email: string | null;
  readonly phone: string | null;
  /** Street, postcode and town in one line. */
  readonly address: string | null;
  /** YYYY-MM-DD. */
  readonly contractUntil: string | null;
};

const address = sql`case when street is null then null else concat_ws(' ', street, postcode, city) end`;

const contractUntil = sql`substring(other ->> 'contractUntil' from '^\\d{4}-\\d{2}-\\d{2}$')`;

export async function readContactValues(db: Database, customerId: number): Promise<ContactValues> {
  const { rows } = await sql<ContactValues>`
    select email, phone, ${address} as address, ${contractUntil} as "contractUntil"
    from identify.customer where customer_id = ${customerId}`.execute(db);
  return rows[0] ?? { email: null, phone: null, address: null, contractUntil: null };
}

/** A customer's ways to be reached, with what holds of what her records said, by `channel:purpose` or `channel:purpose:brand`. */
export type ContactRow = ContactValues & {
  readonly customerId: number;
  readonly consents: Readonly<
    Record<string, { readonly status: 'granted' | 'withdrawn'; readonly at: string }>
  >;
};

/** By what customers are reached, `limit` of them at a time, from after a number on. */
export async function readAllContactValues(
  db: Database,
  page: { readonly after: number; readonly limit: number },
): Promise<ContactRow[]> {
  const { rows } = await sql<ContactRow>`
    select customer_id as "customerId", email, phone, ${address} as address, ${contractUntil} as "contractUntil", consents
    from identify.customer where customer_id > ${page.after} order by customer_id limit ${page.limit}`.execute(
    db,
  );
  return rows;
}
