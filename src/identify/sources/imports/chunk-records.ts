import type { AbsorbedPerson, PersonFields } from '#identify/customers';
import type { ReadRecord } from '../mapping/read-record.ts';
import { type RecordKind, recordKinds } from '../mapping/record-kinds.ts';

/** The values of a record that are not empty, by field, and what is kept beside. */
function given<Kind extends RecordKind>(record: ReadRecord, kind: Kind) {
  type Name = keyof (typeof recordKinds)[Kind]['fields'] & string;
  const values: Partial<Record<Name, string>> = {};
  for (const [index, name] of (Object.keys(recordKinds[kind].fields) as Name[]).entries()) {
    const value = record.values[index];
    if (value !== undefined && value !== '') values[name] = value;
  }
  return record.other === undefined ? values : { ...values, other: record.other };
}

/** What a line says of a person. A record with nothing but a key only mentions her. */
export function personOf(record: ReadRecord, line: number): AbsorbedPerson {
  const { key = '', ...fields } = given(record, 'person');
  return Object.keys(fields).length === 0
    ? { sourceKey: key, line }
    : { sourceKey: key, line, fields: fields satisfies PersonFields };
}

export function productOf(record: ReadRecord) {
  const { sku = '', ...fields } = given(record, 'product');
  return { sku, ...fields };
}

/** A moment as the readers of values write it, as a time. */
export const asDate = (moment: string) => new Date(`${moment.replace(' ', 'T')}Z`);

export function campaignOf(record: ReadRecord) {
  const { campaign = '', startsAt, endsAt, ...fields } = given(record, 'campaign');
  return {
    campaignKey: campaign,
    ...fields,
    ...(startsAt === undefined ? {} : { startsAt: asDate(startsAt) }),
    ...(endsAt === undefined ? {} : { endsAt: asDate(endsAt) }),
  };
}

export function couponOf(record: ReadRecord) {
  const { coupon = '', campaign, sku } = given(record, 'coupon');
  return {
    couponKey: coupon,
    ...(campaign === undefined ? {} : { campaignKey: campaign }),
    ...(sku === undefined ? {} : { sku }),
  };
}

/** What a line says of a permission; whose it is, is still a source's key. */
export function consentOf(record: ReadRecord, line: number, sourceName: string) {
  const consent = given(record, 'consent');
  return {
    personKey: consent.person ?? '',
    channel: consent.channel ?? '',
    purpose: consent.purpose ?? '',
    brand: consent.brand ?? '',
    status: consent.status === 'granted' ? ('granted' as const) : ('withdrawn' as const),
    occurredAt: asDate(consent.at ?? ''),
    source: consent.from ?? sourceName,
    line,
    evidence: record.other ?? {},
  };
}
