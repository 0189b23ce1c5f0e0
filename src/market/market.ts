import { createStream, namedStream, type RandomStream } from '#analytics/random';
import { civilDate, dayOf, dayOfDate } from './calendar.ts';
import { createNames, type Names } from './names.ts';
import { DEFAULT_PARAMETERS, type MarketParameters } from './parameters.ts';
import { createPlaces, type Places } from './places.ts';
import { createCatalogue, type Catalogue } from './products.ts';
import { createScramble, type Scramble } from './scramble.ts';
import { createSeason, type Season } from './season.ts';
import { MAIL_PROVIDERS } from './data/mail-providers.ts';
import { weightedList, type WeightedList } from './weighted-list.ts';

export const SOURCES = ['shop', 'web', 'phone'] as const;
export type Source = (typeof SOURCES)[number];

export interface MarketOptions {
  /** The same seed gives the same market, byte for byte. */
  readonly seed: number | string;
  /** People in the market, 1 to 5 million; 20 000 unless told. */
  readonly people?: number;
  /** Months of history, 1 to 60; 24 unless told. */
  readonly months?: number;
  /** `YYYY-MM-DD`: history ends with the day before. */
  readonly until: string;
  /**
   * `reserved`: addresses such as marie.martin412@gmail.example, which no server will ever accept. `providers`: the real
   * providers' domains, for tests of typo correction only: such an address can be somebody's.
   */
  readonly mailDomains?: 'reserved' | 'providers';
  readonly parameters?: Partial<MarketParameters>;
}

/** A market: a small value from which every person, order and file is computed when asked for. */
export interface Market {
  readonly people: number;
  readonly fromDay: number;
  readonly untilDay: number;
  readonly parameters: MarketParameters;
  readonly reservedMail: boolean;
  readonly root: RandomStream;
  readonly personRoot: RandomStream;
  readonly householdRoot: RandomStream;
  readonly season: Season;
  readonly catalogue: Catalogue;
  readonly names: Names;
  readonly places: Places;
  readonly mailProviders: WeightedList<(typeof MAIL_PROVIDERS)[number]>;
  /** Customer numbers: person × 2 + slot to nine digits, another map for each source. */
  readonly keys: Readonly<Record<Source, Scramble>>;
  /** Order numbers, mail numbers and phones by person; landlines by household. */
  readonly orderNumbers: Scramble;
  readonly mailNumbers: Scramble;
  readonly mobiles: Scramble;
  readonly landlines: Scramble;
}

/** Campaigns can be simulated up to this many days after `until`. */
export const DAYS_AHEAD_MAX = 400;
const KEY_MODULUS = 999_999_937;

/** Makes a market; costs no more for five million people than for ten. Throws RangeError for an impossible size or date. */
export function createMarket(options: MarketOptions): Market {
  const { seed, people = 20_000, months = 24, until } = options;
  if (!Number.isInteger(people) || people < 1 || people > 5_000_000) {
    throw new RangeError(`createMarket: people must be 1 to 5 000 000, not ${people}`);
  }
  if (!Number.isInteger(months) || months < 1 || months > 60) {
    throw new RangeError(`createMarket: months must be 1 to 60, not ${months}`);
  }
  const parameters = { ...DEFAULT_PARAMETERS, ...options.parameters };
  const untilDay = dayOfDate(until);
  const date = civilDate(untilDay);
  const fromDay = dayOf(date.year, date.month - months, date.day);
  const root = createStream(seed);
  const map = (name: string, modulus: number, largest: number): Scramble =>
    createScramble(namedStream(root, name), modulus, largest);
  return {
    people,
    fromDay,
    untilDay,
    parameters,
    reservedMail: options.mailDomains !== 'providers',
    root,
    personRoot: namedStream(root, 'person'),
    householdRoot: namedStream(root, 'household'),
    season: createSeason(fromDay, untilDay - fromDay + DAYS_AHEAD_MAX),
    catalogue: createCatalogue(root, parameters.unknownCostShare),
    names: createNames(),
    places: createPlaces(),
    mailProviders: weightedList(MAIL_PROVIDERS, ({ weight }) => weight),
    keys: {
      shop: map('shop keys', KEY_MODULUS, 2 * people),
      web: map('web keys', KEY_MODULUS, 2 * people),
      phone: map('phone keys', KEY_MODULUS, 2 * people),
    },
    orderNumbers: map('order numbers', KEY_MODULUS, people),
    mailNumbers: map('mail numbers', 10 ** String(people).length, people),
    mobiles: map('mobiles', 59_999_999, people),
    landlines: map('landlines', 69_999_991, people),
  };
}
