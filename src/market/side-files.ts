import { frenchDateTime, isoDate, isoLocalDateTime, MINUTES_PER_DAY, utcDateTime } from './calendar.ts';
import { consentsOf, type ConsentAct, type ConsentChannel } from './consents.ts';
import { delimited, plainAmount } from './encode-rows.ts';
import { peopleInFileOrder } from './file-order.ts';
import type { Market, Source } from './market.ts';
import { contactsOf } from './newsletters.ts';
import { personAt, type Person } from './person.ts';
import { recordFields, type RecordFields } from './record-fields.ts';
import { dossierOf, type SourceRecord } from './records.ts';
import { truths } from './truth.ts';

/** The product file: UTF-8, `;`; an empty cost is one the retailer does not know. */
export function* productRows(market: Market): Generator<string> {
  yield 'Code article;Libellé;Catégorie;EAN;Prix de vente HT;Prix de revient HT';
  for (const product of market.catalogue.products) {
    const cost = product.costPublished ? plainAmount(product.costCents).replace('.', ',') : '';
    const price = plainAmount(product.priceCents).replace('.', ',');
    yield delimited([product.code, product.name, product.category, product.ean, price, cost], ';');
  }
}

const CONSENT_HEADERS: Readonly<Record<Source, string>> = {
  shop: 'N° carte;Canal;Statut;Date;Formulaire;Libellé',
  web: 'customer_id,channel,status,at,form,wording',
  phone: 'Ref client\tCanal\tStatut\tDate\tScript\tLibelle',
};
const FRENCH_CHANNEL: Readonly<Record<ConsentChannel, string>> = {
  email: 'e-mail',
  sms: 'SMS',
  post: 'courrier',
  call: 'téléphone',
};
const FRENCH_STATUS = { granted: 'accord', refused: 'refus', withdrawn: 'retrait' } as const;

/** A source's acts of consent, header first. */
export function* consentRows(market: Market, source: Source): Generator<string> {
  yield CONSENT_HEADERS[source];
  for (const { person, record, fields } of recordsIn(market, source, 'consents')) {
    for (const act of consentsOf(market, person, record, fields)) yield consentRow(source, record, act);
  }
}

function consentRow(source: Source, record: SourceRecord, act: ConsentAct): string {
  const { channel, status, moment, form, wording } = act;
  if (source === 'web')
    return delimited([record.key, channel, status, utcDateTime(moment), form, wording], ',');
  const at = source === 'shop' ? frenchDateTime(moment) : isoLocalDateTime(moment);
  const words = [record.key, FRENCH_CHANNEL[channel], FRENCH_STATUS[status], at, form, wording];
  return delimited(words, source === 'shop' ? ';' : '\t');
}

/** Past newsletters to web accounts, one row a contact, header first. */
export function* contactRows(market: Market): Generator<string> {
  yield 'campaign,customer_id,channel,sent_at,opened_at,clicked_at,unsubscribed_at';
  for (const { person, record, fields } of recordsIn(market, 'web', 'contacts')) {
    const agreed = consentsOf(market, person, record, fields).some(
      ({ channel, status }) => channel === 'email' && status === 'granted',
    );
    if (!agreed) continue;
    for (const contact of contactsOf(market, person, record)) {
      const moments = [contact.sentAt, contact.openedAt, contact.clickedAt, contact.unsubscribedAt];
      const written = moments.map((moment) => (moment === undefined ? '' : utcDateTime(moment)));
      yield delimited([contact.campaign, record.key, 'email', ...written], ',');
    }
  }
}

/** The truth about which record is who: `source,key,person,household`. */
export function* truthPairRows(market: Market): Generator<string> {
  yield 'source,key,person,household';
  for (const { person, household, records } of truths(market)) {
    for (const { source, key } of records) yield `${source},${key},${person},${household}`;
  }
}

/** The truth about each person's purchases and answers. */
export function* truthPeopleRows(market: Market): Generator<string> {
  yield 'person,household,rate_per_week,dropout,entered_on,prospect,repeat_purchases,left_on,expected_purchases_next_year,open_probability,extra_probability,sleeping_dog';
  for (const truth of truths(market)) {
    yield [
      truth.person,
      truth.household,
      truth.ratePerWeek,
      truth.dropout,
      isoDate(truth.enteredDay),
      truth.prospect,
      truth.repeatPurchases,
      truth.leftAt === undefined ? '' : isoDate(Math.floor(truth.leftAt / MINUTES_PER_DAY)),
      truth.expectedPurchasesNextYear,
      truth.openProbability,
      truth.extraProbability,
      truth.sleepingDog,
    ].join(',');
  }
}

function* recordsIn(
  market: Market,
  source: Source,
  file: string,
): Generator<{ person: Person; record: SourceRecord; fields: RecordFields }> {
  for (const index of peopleInFileOrder(market, `${source} ${file}`)) {
    const person = personAt(market, index);
    for (const record of dossierOf(market, person, market.untilDay * MINUTES_PER_DAY).records) {
      if (record.source === source) yield { person, record, fields: recordFields(market, person, record) };
    }
  }
}
