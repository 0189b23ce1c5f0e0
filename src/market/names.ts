import { chance, integer, type RandomStream } from '#analytics/random';
import { GIVEN_NAMES } from './data/given-names.ts';
import { FREQUENT_SURNAMES, RARE_SURNAME_PARTS } from './data/surnames.ts';
import { pick, weightedList, type WeightedList } from './weighted-list.ts';

export type Sex = 'woman' | 'man';

export interface Names {
  readonly surnames: WeightedList<string>;
  readonly generations: ReadonlyArray<{
    bornFrom: number;
    woman: WeightedList<string>;
    man: WeightedList<string>;
  }>;
  readonly rareParts: { readonly beginnings: string[]; readonly middles: string[]; readonly ends: string[] };
}

export function createNames(): Names {
  return {
    surnames: counted(FREQUENT_SURNAMES),
    generations: GIVEN_NAMES.map(({ bornFrom, women, men }) => ({
      bornFrom,
      woman: counted(women),
      man: counted(men),
    })),
    rareParts: {
      beginnings: RARE_SURNAME_PARTS.beginnings.split(/\s+/),
      middles: RARE_SURNAME_PARTS.middles.split(/\s+/).map((part) => (part === '-' ? '' : part)),
      ends: RARE_SURNAME_PARTS.ends.split(/\s+/),
    },
  };
}

/** A family name: 45 % by frequency, else a rare one. */
export function drawSurname(random: RandomStream, names: Names): string {
  if (chance(random, 0.45)) return pick(random, names.surnames);
  const part = (parts: string[]): string => parts[integer(random, 0, parts.length - 1)] ?? '';
  const { beginnings, middles, ends } = names.rareParts;
  return part(beginnings) + part(middles) + part(ends);
}

/** A given name of the generation born in that year. */
export function drawGivenName(random: RandomStream, names: Names, sex: Sex, birthYear: number): string {
  const generation =
    names.generations.findLast(({ bornFrom }) => birthYear >= bornFrom) ?? names.generations[0];
  return generation ? pick(random, generation[sex]) : '';
}

/** `Martin 236, Bernard 105` as a weighted list. */
function counted(text: string): WeightedList<string> {
  const rows = text.split(/,\s*/).map((row) => {
    const space = row.lastIndexOf(' ');
    return { name: row.slice(0, space), count: Number(row.slice(space + 1)) };
  });
  const list = weightedList(rows, ({ count }) => count);
  return { items: rows.map(({ name }) => name), table: list.table };
}
