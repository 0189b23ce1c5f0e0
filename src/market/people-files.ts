import { frenchDate, isoDate } from './calendar.ts';
import { delimited } from './encode-rows.ts';
import type { Market, Source } from './market.ts';
import { personAt } from './person.ts';
import { recordFields, type RecordFields } from './record-fields.ts';
import { dossierOf, type SourceRecord } from './records.ts';
import { peopleInFileOrder } from './file-order.ts';
import { MINUTES_PER_DAY } from './calendar.ts';

const SHOP_HEADER =
  'N° carte;Civilité;Nom;Prénom;Date de naissance;Adresse;Complément;Code postal;Ville;Téléphone;E-mail;Date d’adhésion';
const PHONE_HEADER =
  'Ref client\tTitre\tNom\tPrenom\tNe(e) le\tRue\tComplement\tCP\tVille\tTel\tMail\tCree le';

/** A source's people file, row by row, header first where it has one. */
export function* peopleRows(market: Market, source: Source): Generator<string> {
  if (source === 'shop') yield SHOP_HEADER;
  if (source === 'phone') yield PHONE_HEADER;
  for (const index of peopleInFileOrder(market, source)) {
    const person = personAt(market, index);
    for (const record of dossierOf(market, person, market.untilDay * MINUTES_PER_DAY).records) {
      if (record.source === source) yield PERSON_ROW[source](record, recordFields(market, person, record));
    }
  }
}

const PERSON_ROW: Readonly<Record<Source, (record: SourceRecord, fields: RecordFields) => string>> = {
  shop: (record, fields) => delimited(tabular(record, fields, frenchDate), ';'),
  web: (record, fields) =>
    JSON.stringify({
      customer_id: record.key,
      title: fields.civility,
      last_name: fields.surname,
      first_name: fields.givenName,
      birth_date: fields.birthDay === undefined ? null : isoDate(fields.birthDay),
      street: fields.street,
      address_2: fields.complement,
      postcode: fields.postcode,
      city: fields.city,
      country: 'FR',
      phone: fields.phone,
      email: fields.email,
      created_at: isoDate(record.createdDay),
    }),
  phone: (record, fields) => delimited(tabular(record, fields, isoDate), '\t'),
};

/** Shop and phone have the same columns in the same order, under other headers. */
function tabular(record: SourceRecord, fields: RecordFields, date: (day: number) => string): string[] {
  return [
    record.key,
    fields.civility,
    fields.surname,
    fields.givenName,
    fields.birthDay === undefined ? '' : date(fields.birthDay),
    fields.street,
    fields.complement,
    fields.postcode,
    fields.city,
    fields.phone,
    fields.email,
    date(record.createdDay),
  ];
}
