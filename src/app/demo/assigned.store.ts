import { type Database, sql } from '../../platform/database/index.ts';

export type AssignedRow = {
  customerId: number;
  arm: 'treated' | 'control';
  address: string | null;
  couponCode: string | null;
  source: string;
  key: string;
};

/** Everybody in a campaign's test, once per record of theirs: source and key name the simulated person. */
export async function readAssigned(db: Database, campaignId: number): Promise<AssignedRow[]> {
  const { rows } = await sql<AssignedRow>`
    select m.customer_id as "customerId", m.arm, m.address, m.coupon_code as "couponCode", s.name as source, p.source_key as key
    from interact.message m
    cross join lateral (
      select m.customer_id as person_id
      union
      select c.person_id from identify.customer_of c where c.customer_id = m.customer_id
    ) of_customer
    join identify.person p on p.person_id = of_customer.person_id
    join identify.source s on s.source_id = p.source_id
    where m.origin = ${`campaign:${campaignId}`} and m.arm in ('treated', 'control')
    order by m.customer_id, p.person_id`.execute(db);
  return rows;
}

/** Persons and customers known: what identification made of the files. */
export async function countPeople(db: Database): Promise<{ persons: number; customers: number }> {
  const { rows } = await sql<{ persons: number; customers: number }>`
    select (select count(*) from identify.person) as persons, (select count(*) from identify.customer) as customers`.execute(
    db,
  );
  return rows[0] ?? { persons: 0, customers: 0 };
}
