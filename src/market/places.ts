import { chance, integer, type RandomStream } from '#analytics/random';
import { COMMUNES } from './data/communes.ts';
import { COMPLEMENTS, STREET_NAMES, STREET_TYPES } from './data/streets.ts';
import { pick, weightedList, type WeightedList } from './weighted-list.ts';

interface Commune {
  readonly name: string;
  readonly postcodes: readonly string[];
}

export interface Places {
  readonly communes: WeightedList<Commune>;
  readonly streetTypes: WeightedList<{
    readonly name: string;
    readonly short: string;
    readonly weight: number;
  }>;
  readonly streetNames: readonly string[];
  readonly complements: readonly string[];
}

export interface Address {
  readonly number: string;
  readonly streetType: string;
  readonly streetTypeShort: string;
  readonly streetName: string;
  readonly complement: string;
  readonly postcode: string;
  readonly city: string;
}

export function createPlaces(): Places {
  const rows = COMMUNES.trim().split(/;\s*/);
  const parsed = rows.map((row) => {
    const [name = '', postcodes = '', weight] = row.split('|');
    const city = name.replace(/ \d+er? Arrondissement$/, '');
    return { name: city, postcodes: postcodes.split(','), weight: Number(weight) };
  });
  return {
    communes: weightedList(parsed, ({ weight }) => weight),
    streetTypes: weightedList(STREET_TYPES, ({ weight }) => weight),
    streetNames: STREET_NAMES.split(/,\s*/),
    complements: COMPLEMENTS.split(','),
  };
}

/** A home address: a real commune with one of its postcodes, an invented street and number. */
export function drawAddress(random: RandomStream, places: Places): Address {
  const commune = pick(random, places.communes);
  const type = pick(random, places.streetTypes);
  const suffix = chance(random, 0.06) ? ' bis' : '';
  const complement = chance(random, 0.18) ? oneOf(random, places.complements) : '';
  return {
    number: `${Math.ceil(120 * (integer(random, 1, 1000) / 1000) ** 2)}${suffix}`,
    streetType: type.name,
    streetTypeShort: type.short,
    streetName: oneOf(random, places.streetNames),
    complement: complement
      .replace('#', String(integer(random, 1, 60)))
      .replace('@', 'ABCDE'.charAt(integer(random, 0, 4))),
    postcode: oneOf(random, commune.postcodes),
    city: commune.name,
  };
}

function oneOf(random: RandomStream, items: readonly string[]): string {
  return items[integer(random, 0, items.length - 1)] ?? '';
}
