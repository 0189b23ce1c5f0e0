/**
 * How a field's text is read: `id` trimmed with inner spaces kept; `amount` with 6 decimals, `quantity` with 4;
 * `moment` in UTC, `day` in no zone; `status` granted or withdrawn.
 */
export type FieldType = 'text' | 'id' | 'amount' | 'quantity' | 'moment' | 'day' | 'currency' | 'status';

/** One field of a kind of record. `absent` is its value when the mapping leaves it out or the line has none. */
export type FieldRule = { readonly type: FieldType; readonly required?: boolean; readonly absent?: string };

const text = { type: 'text' } as const;
const id = { type: 'id' } as const;
const amount = { type: 'amount' } as const;
const moment = { type: 'moment' } as const;
const currency = { type: 'currency' } as const;
const needed = <Rule extends FieldRule>(rule: Rule) => ({ ...rule, required: true }) as const;

/** The kinds of record a line may give, and the fields of each, in the order they are stored. */
export const recordKinds = {
  person: {
    fields: {
      key: needed(id),
      civility: text,
      givenName: text,
      familyName: text,
      email: text,
      phone: text,
      birthDate: { type: 'day' },
      street: text,
      postcode: text,
      city: text,
      country: text,
      cardNumber: id,
      companyName: text,
      siren: id,
      siret: id,
      jobTitle: text,
      parentSiren: id,
    },
  },
  orderLine: {
    fields: {
      person: id,
      order: needed(id),
      at: needed(moment),
      sku: id,
      quantity: { type: 'quantity', absent: '1' },
      unitPrice: amount,
      net: amount,
      unitCost: amount,
      currency: needed(currency),
      country: text,
      channel: text,
      store: text,
      coupon: id,
    },
  },
  product: {
    fields: {
      sku: needed(id),
      name: text,
      category: text,
      brand: text,
      price: amount,
      cost: amount,
      currency,
    },
  },
  consent: {
    fields: {
      person: needed(id),
      channel: needed(text),
      purpose: needed(text),
      status: needed({ type: 'status' } as const),
      at: needed(moment),
      brand: text,
      from: text,
    },
  },
  contact: {
    fields: {
      person: needed(id),
      campaign: needed(id),
      at: needed(moment),
      kind: { type: 'text', absent: 'sent' },
      channel: text,
      step: text,
      arm: text,
      reason: text,
      link: text,
      message: id,
      cost: amount,
    },
  },
  event: {
    fields: { person: id, type: needed(text), at: needed(moment), amount, currency },
  },
  campaign: {
    fields: { campaign: needed(id), name: text, kind: text, startsAt: moment, endsAt: moment },
  },
  coupon: {
    fields: { coupon: needed(id), campaign: id, sku: id },
  },
} as const satisfies Readonly<Record<string, { fields: Readonly<Record<string, FieldRule>> }>>;

export type RecordKind = keyof typeof recordKinds;
