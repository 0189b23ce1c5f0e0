import { chance, integer, namedStream, uniform, type RandomStream } from '#analytics/random';
import { civilDate, dayOf } from './calendar.ts';
import { NICKNAMES } from './data/given-names.ts';
import { MAIL_PROVIDERS } from './data/mail-providers.ts';
import type { Market } from './market.ts';
import { mishear, misspell, withoutAccents } from './misspell.ts';
import type { Person } from './person.ts';
import type { Address } from './places.ts';
import type { SourceRecord } from './records.ts';

/** What a source has written down about a person; empty text where it knows nothing. */
export interface RecordFields {
  readonly civility: '' | 'M.' | 'Mme' | 'Mlle';
  readonly givenName: string;
  readonly surname: string;
  readonly birthDay: number | undefined;
  readonly street: string;
  readonly complement: string;
  readonly postcode: string;
  readonly city: string;
  /** As written, in any of the usual French ways. */
  readonly phone: string;
  readonly email: string;
}

/** How much of a person each source notes. */
const NOTED = {
  shop: { birth: 0.75, address: 0.85, phone: 0.6, email: 0.62 },
  web: { birth: 0.45, address: 0.94, phone: 0.7, email: 1 },
  phone: { birth: 0.1, address: 0.98, phone: 0.96, email: 0.35 },
} as const;

/** A record's fields, with the source's habits, omissions and slips; the same record always reads the same. */
export function recordFields(market: Market, person: Person, record: SourceRecord): RecordFields {
  const random = namedStream(person.random, `fields ${record.source} ${record.slot}`);
  const noted = NOTED[record.source];
  const slips = market.parameters.slipShare[record.source];
  const { household } = person;
  const address = record.createdDay < household.movedDay ? household.earlierAddress : household.address;
  const [givenName, surname] = writeNames(random, person, record, slips);
  const hasAddress = chance(random, noted.address);
  return {
    civility: writeCivility(random, person),
    givenName,
    surname,
    birthDay: chance(random, noted.birth) ? writeBirthDay(random, person.birthDay, slips) : undefined,
    ...(hasAddress
      ? writeAddress(random, address, record, slips)
      : { street: '', complement: '', postcode: chance(random, 0.5) ? address.postcode : '', city: '' }),
    phone: chance(random, noted.phone) ? writePhone(random, person, record) : '',
    email: chance(random, noted.email) ? writeEmail(random, person, record, slips) : '',
  };
}

function writeCivility(random: RandomStream, person: Person): RecordFields['civility'] {
  const u = uniform(random);
  if (u < 0.06) return '';
  if (u < 0.07) return person.sex === 'man' ? 'Mme' : 'M.';
  if (person.sex === 'man') return 'M.';
  return u < 0.1 ? 'Mlle' : 'Mme';
}

function writeNames(
  random: RandomStream,
  person: Person,
  record: SourceRecord,
  slips: number,
): [string, string] {
  let given = person.givenName;
  let family = chance(random, 0.25) ? person.birthSurname : person.surname;
  const nickname = NICKNAMES[given];
  if (record.source === 'web' && nickname !== undefined && chance(random, 0.12)) given = nickname;
  if (given.includes('-') && chance(random, 0.4)) given = given.replace('-', ' ');
  if (record.source === 'shop' && chance(random, 0.05)) given = `${given.charAt(0)}.`;
  const slip = record.source === 'phone' ? mishear : misspell;
  if (chance(random, slips)) family = slip(random, family);
  if (chance(random, slips)) given = misspell(random, given);
  if (record.source === 'phone' || chance(random, 0.35)) family = family.toUpperCase();
  if (record.source === 'phone' || chance(random, 0.12)) {
    given = withoutAccents(given);
    family = withoutAccents(family);
  }
  if (record.source === 'web' && chance(random, 0.08))
    [given, family] = [given.toLowerCase(), family.toLowerCase()];
  return chance(random, 0.012) ? [family, given] : [given, family];
}

/** Now and then day and month change places, or the year is one or ten off. */
function writeBirthDay(random: RandomStream, birthDay: number, slips: number): number {
  if (!chance(random, slips)) return birthDay;
  const { year, month, day } = civilDate(birthDay);
  if (day <= 12 && chance(random, 0.5)) return dayOf(year, day, month);
  return dayOf(year + (integer(random, 0, 1) === 0 ? 1 : -10), month, Math.min(day, 28));
}

function writeAddress(random: RandomStream, address: Address, record: SourceRecord, slips: number) {
  const short = record.source === 'phone' || chance(random, 0.2);
  const type = short ? address.streetTypeShort : address.streetType;
  const name = chance(random, slips) ? misspell(random, address.streetName) : address.streetName;
  const comma = chance(random, 0.15) ? ',' : '';
  let street = `${address.number}${comma} ${type} ${name}`;
  let city = chance(random, slips) ? misspell(random, address.city) : address.city;
  if (city.startsWith('Saint') && chance(random, 0.3)) city = city.replace(/^Saint(e?)-/, 'St$1 ');
  if (record.source === 'phone' || chance(random, 0.15)) {
    street = withoutAccents(street).toUpperCase();
    city = withoutAccents(city).toUpperCase().replace(/-/g, ' ');
  }
  const complement = chance(random, 0.75) ? address.complement : '';
  return { street, complement, postcode: address.postcode, city };
}

const PHONE_STYLES = {
  shop: ['0# ## ## ## ##', '0#########', '0#.##.##.##.##'],
  web: ['+33#########', '0#########', '0# ## ## ## ##', '+33 # ## ## ## ##'],
  phone: ['0#########', '0033#########'],
} as const;

function writePhone(random: RandomStream, person: Person, record: SourceRecord): string {
  const digits = chance(random, record.source === 'phone' ? 0.5 : 0.12)
    ? person.household.landline
    : person.mobile;
  const styles = PHONE_STYLES[record.source];
  const style = styles[integer(random, 0, styles.length - 1)] ?? styles[0];
  let at = 0;
  const dialled = chance(random, 0.01) ? swapDigits(random, digits) : digits;
  return style.replace(/#/g, () => dialled.charAt(at++));
}

function swapDigits(random: RandomStream, digits: string): string {
  const at = integer(random, 2, digits.length - 2);
  return digits.slice(0, at) + digits.charAt(at + 1) + digits.charAt(at) + digits.slice(at + 2);
}

/** Mostly the usual address; a duplicate made on the web has the other one, or the site would have refused it. */
function writeEmail(random: RandomStream, person: Person, record: SourceRecord, slips: number): string {
  const [usual, other] = person.emails;
  const second = record.source === 'web' ? record.slot === 1 : chance(random, 0.15);
  let email = second ? other : usual;
  if (record.source !== 'web' ? chance(random, slips) : chance(random, slips * 0.4))
    email = slipDomain(random, email);
  return chance(random, 0.06) ? email.charAt(0).toUpperCase() + email.slice(1) : email;
}

function slipDomain(random: RandomStream, email: string): string {
  const [local = '', domain = ''] = email.split('@');
  const [name = '', ending = ''] = domain.split('.');
  const slips = MAIL_PROVIDERS.find((provider) => provider.name === name)?.slips.split(',') ?? [];
  const slip = slips[integer(random, 0, Math.max(slips.length - 1, 0))] ?? name;
  return `${local}@${slip}.${ending}`;
}
