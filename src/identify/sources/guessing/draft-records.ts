import type { DraftMapping, GuessableKind } from '../api.ts';
import type { Value } from '../mapping/mapping.ts';
import { type FieldRule, recordKinds } from '../mapping/record-kinds.ts';
import type { FileFormat } from '../reading/format.ts';
import { assignColumns, type Assigned } from './assign-columns.ts';
import type { ColumnProfile } from './column-profile.ts';
import { channelMeanings, statusMeanings } from './known-words.ts';

export type DraftRecord = DraftMapping['records'][number];

/** A kind's record drawn from columns: the fields found, and the required ones still missing. */
export type Draft = {
  readonly kind: GuessableKind;
  readonly assigned: readonly Assigned[];
  readonly record: DraftRecord;
  readonly missing: readonly string[];
};

/** Draws a record of a kind from the columns of a file. `currency` is taken when neither a column nor a sign tells it. */
export function draftRecord(
  kind: GuessableKind,
  profiles: readonly ColumnProfile[],
  format: FileFormat,
  currency: string,
): Draft {
  const assigned = assignColumns(kind, profiles);
  const fields: Record<string, Value> = {};
  for (const each of assigned) fields[each.field] = valueOf(each, kind, format);
  addConstants(kind, fields, assigned, currency);
  const rules: Readonly<Record<string, FieldRule>> = recordKinds[kind].fields;
  const missing = Object.keys(rules).filter((name) => rules[name]?.required && fields[name] === undefined);
  return { kind, assigned, record: { kind, fields }, missing };
}

function valueOf({ field, profile }: Assigned, kind: GuessableKind, format: FileFormat): Value {
  const { column, dates, values } = profile;
  const isDate = field === 'at' || field === 'birthDate';
  if (isDate && dates !== undefined && dates.pattern !== 'iso' && dates.pattern !== format.date)
    return { column, date: dates.pattern };
  if (profile.wholes && (field === 'person' || field === 'key')) return { column, transform: ['integer'] };
  const meanings =
    kind === 'consent' && field === 'status'
      ? statusMeanings(values)
      : field === 'channel' && kind !== 'orderLine'
        ? channelMeanings(values)
        : undefined;
  const plain = meanings === undefined || Object.entries(meanings).every(([word, what]) => word === what);
  return plain ? column : { column, values: meanings };
}

/** What files leave unsaid because all their lines share it, and what can be put together from other columns. */
function addConstants(
  kind: GuessableKind,
  fields: Record<string, Value>,
  assigned: readonly Assigned[],
  currency: string,
): void {
  const money = assigned.some(({ field }) => ['net', 'unitPrice', 'price', 'cost', 'amount'].includes(field));
  const sign = assigned.find(({ profile }) => profile.sign !== undefined)?.profile.sign;
  const hasCurrency = kind === 'orderLine' || kind === 'product' || kind === 'event';
  if (hasCurrency && money && fields['currency'] === undefined)
    fields['currency'] = { constant: sign ?? currency };
  if (kind === 'consent' && fields['purpose'] === undefined) fields['purpose'] = { constant: 'marketing' };
  const { person, at, email } = fields;
  if (kind === 'orderLine' && fields['order'] === undefined && person !== undefined && at !== undefined)
    fields['order'] = { template: `{${columnOf(person)}}-{${columnOf(at)}}` };
  if (kind === 'person' && fields['key'] === undefined && email !== undefined)
    fields['key'] = { column: columnOf(email), transform: ['lower'] };
}

function columnOf(value: Value): string {
  if (typeof value === 'string') return value;
  return 'column' in value ? String(value.column) : '';
}

const reactions = {
  opened: ['opened at', 'opened', 'date ouverture', 'ouverture'],
  clicked: ['clicked at', 'clicked', 'date clic', 'clic'],
  unsubscribed: ['unsubscribed at', 'unsubscribed', 'date desabonnement', 'desabonnement', 'desinscription'],
};

/** Columns that hold when a contact was opened, clicked or ended all: a record of each, read where the column is filled. */
export function reactionRecords(contact: DraftRecord, profiles: readonly ColumnProfile[], names: PlainName) {
  if (contact.fields['kind'] !== undefined) return [];
  return Object.entries(reactions).flatMap(([kind, called]) => {
    const found = profiles.find(
      ({ column, dates, values }) =>
        called.includes(names(column)) && (values.length === 0 || dates !== undefined),
    );
    if (found === undefined) return [];
    const fields = { ...contact.fields, kind: { constant: kind }, at: found.column };
    return [{ ...contact, fields, when: [{ column: found.column, empty: false }] }];
  });
}

type PlainName = (header: string) => string;

/** Whether a draft of a kind is what the file is about, rather than a few columns that any file has. */
export function isTypical({ kind, record: { fields } }: Draft): boolean {
  const has = (...names: string[]) => names.filter((name) => fields[name] !== undefined).length;
  switch (kind) {
    case 'person':
      return has('email', 'phone', 'familyName', 'givenName', 'street', 'birthDate', 'postcode') > 0;
    case 'orderLine':
      return has('net', 'unitPrice', 'quantity', 'sku') > 0 && has('at') > 0;
    case 'product':
      return has('sku') > 0 && has('name', 'price', 'cost', 'category') > 0;
    case 'consent':
      return has('status') > 0;
    case 'contact':
      return has('campaign') > 0;
    case 'event':
      return has('type') > 0;
  }
}

/** How much of a file a draft explains, from 0 to 1: its columns, less when what it needs is not there. */
export function coverage(draft: Draft, columns: number): number {
  const sure = draft.assigned.reduce((sum, { confidence }) => sum + confidence, 0);
  const whole = draft.missing.length === 0 ? 1 : 0.4;
  return (sure / Math.max(1, columns)) * whole * (isTypical(draft) ? 1 : 0.2);
}
