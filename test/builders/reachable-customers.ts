import { recordConsents } from '#identify/consent';
import { absorbPeople, refreshCustomers } from '#identify/customers';
import { type Database, inTransaction, sql } from '#platform/database';

/** One customer to make: an e-mail of `null` means none known; a consent of `null` means nobody ever asked. */
export type CustomerToMake = {
  readonly givenName: string;
  readonly familyName?: string;
  readonly email: string | null;
  readonly city?: string;
  readonly consent?: 'granted' | 'withdrawn' | null;
};

/** Makes customers through the doors that imports use; opted in to e-mail marketing unless said otherwise. Returns their ids, in order. */
export async function makeCustomers(
  db: Database,
  people: readonly CustomerToMake[],
  at = new Date('2026-01-10T09:00:00Z'),
): Promise<number[]> {
  const { rows } = await sql<{ source_id: number }>`
    insert into identify.source (name, created_at) values (${`shop ${Math.random()}`}, ${at}) returning source_id
  `.execute(db);
  const sourceId = rows[0]?.source_id ?? 0;
  return inTransaction(db, async (trx) => {
    const ids = await absorbPeople(trx, {
      sourceId,
      importId: sourceId,
      chunk: 0,
      at,
      people: people.map(({ consent: _consent, email, ...fields }, index) => ({
        sourceKey: `p${index}`,
        line: index + 1,
        fields: { ...fields, ...(email === null ? {} : { email }) },
      })),
    });
    const personIds = people.map((_, index) => ids.get(`p${index}`) ?? 0);
    await recordConsents(trx, {
      importId: null,
      chunk: null,
      at,
      consents: people.flatMap(({ consent = 'granted' }, index) =>
        consent === null
          ? []
          : [
              {
                personId: personIds[index] ?? 0,
                channel: 'email',
                purpose: 'marketing',
                brand: '',
                status: consent,
                occurredAt: at,
                source: 'till',
                line: null,
                evidence: {},
              },
            ],
      ),
    });
    await refreshCustomers(trx, { personIds, at });
    return personIds;
  });
}

/** `count` customers called Person1, Person2 … at `domain`, all opted in. */
export function somePeople(count: number, domain = 'example.org'): CustomerToMake[] {
  return Array.from({ length: count }, (_, index) => ({
    givenName: `Prénom${index}`,
    familyName: `Nom${index}`,
    email: `person${index}@${domain}`,
    city: 'Lyon',
  }));
}
