import type { KeyKind } from './cluster-by-keys.ts';
import type { GoldenRecord } from './golden-record.ts';

export type PersonKey = { readonly kind: KeyKind; readonly value: string };

/** The values by which a person may be found to be a customer already known, from her current picture. */
export function keysOf(current: GoldenRecord): PersonKey[] {
  const keys: PersonKey[] = [];
  const { email, phone, cardNumber } = current.fields;
  if (email !== undefined) keys.push({ kind: 'email', value: email });
  if (phone !== undefined) keys.push({ kind: 'phone', value: phone });
  if (cardNumber !== undefined) keys.push({ kind: 'card', value: cardNumber });
  return keys;
}
