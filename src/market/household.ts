import {
  categorical,
  aliasTable,
  chance,
  integer,
  namedStream,
  normal,
  type RandomStream,
} from '#analytics/random';
import type { Market } from './market.ts';
import { drawSurname, type Sex } from './names.ts';
import { drawAddress, type Address } from './places.ts';
import { scramble } from './scramble.ts';

/** People are dealt into blocks of this many, each block split into households, so that any person's is found directly. */
const BLOCK = 12;
const SIZES = aliasTable([50, 36, 9, 5]);

export interface Household {
  /** Also the index of its first person. */
  readonly index: number;
  readonly size: number;
  readonly surname: string;
  /** Sex and birth year of the first person. */
  readonly headSex: Sex;
  readonly bornYear: number;
  readonly address: Address;
  readonly earlierAddress: Address;
  /** The day of the move to `address`; before the market's start for those who did not move. */
  readonly movedDay: number;
  /** National significant number of the landline, nine digits. */
  readonly landline: string;
}

/** The household of a person. O(1). */
export function householdOf(market: Market, person: number): Household {
  const { index, size } = placeInBlock(market, person);
  const random = namedStream(market.householdRoot, index);
  const surname = drawSurname(random, market.names);
  const year = 1970 + Math.floor(market.untilDay / 365.25);
  const age = Math.min(Math.max(Math.round(normal(random, 49, 16)), 19), 92);
  const address = drawAddress(random, market.places);
  const moved = chance(random, market.parameters.moverShare);
  const days = market.untilDay - market.fromDay;
  return {
    index,
    size,
    surname,
    headSex: chance(random, 0.58) ? 'woman' : 'man',
    bornYear: year - age,
    address,
    earlierAddress: moved ? drawAddress(random, market.places) : address,
    movedDay: moved ? market.fromDay + integer(random, 0, days - 1) : market.fromDay - 1,
    landline: landlineOf(market, index, address),
  };
}

/** Where a household begins in its block and how many it holds, by dealing the block out from its start. */
function placeInBlock(market: Market, person: number): { index: number; size: number } {
  const start = person - (person % BLOCK);
  const end = Math.min(start + BLOCK, market.people);
  const random: RandomStream = namedStream(market.householdRoot, `block ${start}`);
  for (let at = start; ; ) {
    const size = Math.min(categorical(random, SIZES) + 1, end - at);
    if (person < at + size) return { index: at, size };
    at += size;
  }
}

const SOUTH_EAST = /^(01|03|04|05|06|07|11|13|15|20|26|30|34|38|42|43|48|63|66|69|73|74|83|84)/;
const NORTH_EAST = /^(02|08|10|21|25|39|51|52|54|55|57|58|59|60|62|67|68|70|71|80|88|89|90)/;
const NORTH_WEST = /^(14|18|22|27|28|29|35|36|37|41|44|45|49|50|53|56|61|72|76|85)/;

/** A landline of the region's first digit and eight digits nobody else has. */
function landlineOf(market: Market, index: number, { postcode }: Address): string {
  const region = /^(75|77|78|9[1-5])/.test(postcode)
    ? 1
    : NORTH_WEST.test(postcode)
      ? 2
      : NORTH_EAST.test(postcode)
        ? 3
        : SOUTH_EAST.test(postcode)
          ? 4
          : 5;
  return `${region}${20_000_000 + scramble(market.landlines, index)}`;
}
