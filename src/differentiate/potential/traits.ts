import { type Words, words } from '#platform/module';

/**
 * What customers are told alike by: known of them without their spending having chosen it. Time as a customer is none of them: who came this year has no
 * year to learn from, and who stayed long did so by buying. `expression` gives the level as text over a row of known customers, '' when unknown.
 */
export type TraitSource = { readonly name: string; readonly label: Words; readonly expression: string };

/** The regions of France by the first two figures of a postcode. */
const regions: Readonly<Record<string, string>> = {
  'Île-de-France': '75 77 78 91 92 93 94 95',
  'Centre-Val de Loire': '18 28 36 37 41 45',
  'Bourgogne-Franche-Comté': '21 25 39 58 70 71 89 90',
  Normandie: '14 27 50 61 76',
  'Hauts-de-France': '02 59 60 62 80',
  'Grand Est': '08 10 51 52 54 55 57 67 68 88',
  'Pays de la Loire': '44 49 53 72 85',
  Bretagne: '22 29 35 56',
  'Nouvelle-Aquitaine': '16 17 19 23 24 33 40 47 64 79 86 87',
  Occitanie: '09 11 12 30 31 32 34 46 48 65 66 81 82',
  'Auvergne-Rhône-Alpes': '01 03 07 15 26 38 42 43 63 69 73 74',
  'Provence-Alpes-Côte d’Azur': '04 05 06 13 83 84',
  Corse: '20',
  'Outre-mer': '97 98',
};
const quoted = (texts: readonly string[]) => `[${texts.map((text) => `'${text}'`).join(', ')}]`;
const parts = Object.entries(regions).flatMap(([region, list]) =>
  list.split(' ').map((part) => ({ region, part })),
);
const regionOf = `transform(substring(k.postcode, 1, 2), ${quoted(parts.map((one) => one.part))}, ${quoted(parts.map((one) => one.region))}, '')`;
const isFrench = "k.country IN ('', 'FR') AND match(k.postcode, '^[0-9]{5}$')";

const asOf = "toDate32({asOf:DateTime64(3, 'UTC')}, 'UTC')";
const years = `age('year', assumeNotNull(k.birth_date), ${asOf})`;

const own: readonly TraitSource[] = [
  {
    name: 'ageBand',
    label: words('Âge', 'Age'),
    expression: `multiIf(isNull(k.birth_date) OR k.birth_date > ${asOf} OR ${years} > 110, '',
                         ${years} < 25, '–24', ${years} < 35, '25–34', ${years} < 45, '35–44', ${years} < 55, '45–54',
                         ${years} < 65, '55–64', ${years} < 75, '65–74', '75–')`,
  },
  {
    name: 'region',
    label: words('Région', 'Region'),
    expression: `multiIf(k.postcode = '', '', NOT (${isFrench}), k.country, ${regionOf})`,
  },
  {
    name: 'department',
    label: words('Département', 'Department'),
    expression: `multiIf(k.postcode = '', '', NOT (${isFrench}), k.country,
                         k.postcode >= '97', substring(k.postcode, 1, 3), substring(k.postcode, 1, 2))`,
  },
  {
    name: 'household',
    label: words('Clients au foyer', 'Customers in the household'),
    expression: "if(h.size > 3, '4–', toString(greatest(h.size, 1)))",
  },
  {
    name: 'entryChannel',
    label: words('Canal d’entrée', 'Channel of entry'),
    expression: 'c.channel',
  },
];

/** The traits in their order; fields of the files after ours, each under its own name. */
export function traitSources(fields: readonly string[]): readonly TraitSource[] {
  return [
    ...own,
    ...fields.map((field, at) => ({
      name: `field:${field}`,
      label: words(field, field),
      expression: `k.other[{field${at}:String}]`,
    })),
  ];
}

/** The values that the fields' expressions take. */
export const fieldParameters = (fields: readonly string[]): Record<string, string> =>
  Object.fromEntries(fields.map((field, at) => [`field${at}`, field]));
