import { createHash } from 'node:crypto';
import { foldText } from '#analytics/text';
import type { Outsider } from '#identify/customers';
import { normaliseEmail, normalisePhone } from '#identify/particulars';
import type { ScreenedColumns } from './api.ts';

/** Reads a line of a file into what may tell who it is. */
export function outsiderReader(
  columns: readonly string[],
  wanted: ScreenedColumns,
): (row: readonly string[]) => Outsider {
  const place = (name: string | undefined) => (name === undefined ? -1 : columns.indexOf(name));
  const at = {
    ...{ email: place(wanted.email), phone: place(wanted.phone), given: place(wanted.givenName) },
    ...{ family: place(wanted.familyName), street: place(wanted.street), postcode: place(wanted.postcode) },
  };
  return (row) => {
    const value = (where: number) => (row[where] ?? '').trim();
    const said = { email: value(at.email), phone: value(at.phone) };
    const sortName = foldText(`${value(at.family)} ${value(at.given)}`);
    return {
      email: said.email === '' ? undefined : normaliseEmail(said.email),
      phone: said.phone === '' ? undefined : normalisePhone(said.phone, 'FR'),
      sortName: value(at.family) === '' ? undefined : sortName,
      postcode: value(at.postcode) === '' ? undefined : value(at.postcode).replace(/\s/g, ''),
      houseNumber: /^\s*(\d+)/.exec(value(at.street))?.[1],
    };
  };
}

/**
 * What identifies somebody in a list, as salted 63-bit hashes: e-mail; phone with the family name; name at a door. Two lines that share one are one. With a hundred
 * million keys kept, a false meeting is expected once in a thousand such lists.
 */
export function keysOfOutsider(one: Outsider, salt: string): bigint[] {
  const family = one.sortName?.split(' ')[0];
  return [
    one.email === undefined ? undefined : `e ${one.email}`,
    one.phone === undefined ? undefined : `p ${one.phone} ${family ?? ''}`,
    one.sortName === undefined || one.postcode === undefined || one.houseNumber === undefined
      ? undefined
      : `d ${one.sortName} ${one.postcode} ${one.houseNumber}`,
  ].flatMap((key) =>
    key === undefined ? [] : createHash('sha256').update(`${salt} ${key}`).digest().readBigUInt64BE() >> 1n,
  );
}
