import { digitsOf, normaliseEmail } from '#identify/particulars';
import { type Database, sql } from '#platform/database';
import type { CustomerPersons } from './find-customer.ts';
import { readPageRow } from './customer-page.store.ts';
import type { PersonFields } from './person.ts';
import { loadRecords } from './persons.store.ts';
import type { Subject } from './personal-data.ts';

/** Shorter texts occur by chance: they are not taken to speak of anybody. */
const tellingLengthMin = 5;

/** A customer, or some of her persons, as everything held of her is found. */
export async function readSubject(db: Database, customer: CustomerPersons): Promise<Subject> {
  const { customerId, personIds } = customer;
  const records = [...(await loadRecords(db, personIds)).values()].flat();
  const golden = await readPageRow(db, customer);
  const said = [...records.map(({ fields }) => fields), golden?.fields ?? {}] as PersonFields[];
  const keys = await sql<{ sourceId: number; sourceKey: string }>`
    select source_id as "sourceId", source_key as "sourceKey" from identify.person
    where person_id = any (${personIds}::bigint[]) order by person_id`.execute(db);
  const imports = await sql<{ importId: number }>`
    select import_id as "importId" from identify.person_mention where person_id = any (${personIds}::bigint[])
    union select import_id from identify.person_record where person_id = any (${personIds}::bigint[]) order by 1`.execute(
    db,
  );
  return {
    customerId,
    personIds,
    keys: keys.rows,
    emails: distinct(said.flatMap(({ email }) => (email ? [normaliseEmail(email) ?? ''] : []))),
    cards: distinct(
      said.flatMap(({ cardNumber }) => (cardNumber ? [cardNumber.replace(/\s+/g, '').toUpperCase()] : [])),
    ),
    told: wordsTelling(
      said,
      keys.rows.map((key) => key.sourceKey),
    ),
    importIds: imports.rows.map((row) => row.importId).filter((importId) => importId > 0),
  };
}

/** What tells of a person in a text: her e-mails, phones, cards, streets and long keys, each by itself; her names together. */
function wordsTelling(said: readonly PersonFields[], keys: readonly string[]): string[][] {
  const single = said.flatMap(({ email, phone, cardNumber, street }) => [
    email,
    phone,
    // Also as dialled at home, written without spaces.
    phone && digitsOf(phone).replace(/^(00)?33(?=[1-9]\d{8}$)/, '0'),
    cardNumber,
    cardNumber?.replace(/\s+/g, ''),
    street,
  ]);
  const telling = distinct([...single, ...keys].map((text) => (text ?? '').trim().toLowerCase())).filter(
    (text) => text.length >= tellingLengthMin,
  );
  const names = said.flatMap(({ givenName, familyName }) =>
    givenName && familyName ? [JSON.stringify([givenName.toLowerCase(), familyName.toLowerCase()])] : [],
  );
  return [...telling.map((text) => [text]), ...distinct(names).map((pair) => JSON.parse(pair) as string[])];
}

const distinct = (texts: readonly string[]) => [...new Set(texts.filter((text) => text !== ''))];
