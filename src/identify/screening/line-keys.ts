import { createHash } from 'node:crypto';
import { foldText } from '#analytics/text';
import type { Outsider } from '#identify/customers';
import type { Particulars } from '#identify/matching';
import { normaliseEmail, normalisePhone } from '#identify/particulars';
import type { ScreenedColumns } from './api.ts';

/** What a line tells: what equal keys are made of, and all that the matching model compares. */
export type ReadLine = Outsider & { readonly particulars: Particulars };

/** Reads a line of a file into what may tell who it is; phones are read as dialled from the home country. */
export function outsiderReader(
  columns: readonly string[],
  wanted: ScreenedColumns,
  homeCountry: string,
): (row: readonly string[]) => ReadLine {
  const place = (name: string | undefined) => (name === undefined ? -1 : columns.indexOf(name));
  const at = {
    ...{ email: place(wanted.email), phone: place(wanted.phone), given: place(wanted.givenName) },
    ...{ family: place(wanted.familyName), street: place(wanted.street), postcode: place(wanted.postcode) },
    ...{ city: place(wanted.city), birth: place(wanted.birthDate), civility: place(wanted.civility) },
  };
  return (row) => {
    const value = (where: number) => (row[where] ?? '').trim();
    const said = { email: value(at.email), phone: value(at.phone) };
    const sortName = foldText(`${value(at.family)} ${value(at.given)}`);
    const email = said.email === '' ? undefined : normaliseEmail(said.email);
    const phone = said.phone === '' ? undefined : normalisePhone(said.phone, homeCountry);
    return {
      ...{ email, phone },
      sortName: value(at.family) === '' ? undefined : sortName,
      postcode: value(at.postcode) === '' ? undefined : value(at.postcode).replace(/\s/g, ''),
      houseNumber: /^\s*(\d+)/.exec(value(at.street))?.[1],
      particulars: {
        ...{ email, phone, givenName: value(at.given), familyName: value(at.family) },
        ...{ street: value(at.street), postcode: value(at.postcode), city: value(at.city) },
        ...{ birthDate: value(at.birth), civility: value(at.civility) },
      },
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
