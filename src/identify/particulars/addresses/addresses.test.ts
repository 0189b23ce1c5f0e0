import fc from 'fast-check';
import { expect, test } from 'vitest';
import { communesNamed, communesOfPostcode } from './communes.ts';
import { fitLine } from './fit-line.ts';
import { normaliseAddress } from './normalise-address.ts';
import { addressFields, type SaidAddress } from './postal-address.ts';

const lines = (said: SaidAddress) => normaliseAddress(said).lines.filter((line) => line !== '');

test('the two models of La Poste come out as it prints them', () => {
  expect(
    lines({
      recipient: 'M. Jean Delhourme',
      street:
        'Chez Mireille Copeau, appartement 2\nEntrée A, bâtiment Jonquille\n25, rue de l’Église\nCaudos',
      postcode: '33380',
      city: 'Mios',
    }),
  ).toEqual([
    'M JEAN DELHOURME',
    'CHEZ MIREILLE COPEAU APPARTEMENT 2',
    'ENTREE A BATIMENT JONQUILLE',
    '25 RUE DE L EGLISE',
    'CAUDOS',
    '33380 MIOS',
  ]);
  expect(
    lines({
      recipient: 'Mademoiselle Lucie Martin',
      street: 'Résidence des Capucins, bâtiment Quater\n56 rue Émile Zola\nBP 90432 Montferrier-sur-Lez',
      postcode: '34092',
      city: 'Montpellier cedex 5',
    }),
  ).toEqual([
    'MADEMOISELLE LUCIE MARTIN',
    'RESIDENCE DES CAPUCINS BATIMENT QUATER',
    '56 RUE EMILE ZOLA',
    'BP 90432 MONTFERRIER SUR LEZ',
    '34092 MONTPELLIER CEDEX 05',
  ]);
});

test.each([
  ['12 bis, av. du Général Leclerc', ['12 BIS AVENUE DU GENERAL LECLERC']],
  ['n°3 R des Ecoles', ['3 RUE DES ECOLES']],
  ['3 rue de la République apt 12 bat C', ['APPARTEMENT 12', 'BATIMENT C', '3 RUE DE LA REPUBLIQUE']],
  [
    '3ème étage, Esc. 2; Imm. Le Parc; 14 place de la Porte de Paris',
    ['ETAGE 3 ESCALIER 2', 'IMMEUBLE LE PARC', '14 PLACE DE LA PORTE DE PARIS'],
  ],
  ['Résidence du Lac 12 chemin des Vignes', ['RESIDENCE DU LAC', '12 CHEMIN DES VIGNES']],
  ['Lieu-dit la Croix', ['LIEU DIT LA CROIX']],
  ['Le Bourg', ['LE BOURG']],
  ['ZI Nord\nCS 40 012', ['ZI NORD', 'CS 40012']],
  ['12\nrue des Lilas', ['12 RUE DES LILAS']],
  ['1 allée du 8 mai 1945', ['1 ALLEE DU 8 MAI 1945']],
  ['Ferme de la Haye', ['FERME DE LA HAYE']],
])('the street %s is laid out', (street, expected) => {
  expect(lines({ street, postcode: '59800', city: 'Lille' }).slice(0, -1)).toEqual(expected);
});

test('words are shortened only when a line is too long, from the left', () => {
  expect(fitLine('10 BOULEVARD DU GENERAL LECLERC').line).toBe('10 BOULEVARD DU GENERAL LECLERC');
  expect(fitLine('10 BD DU GENERAL LECLERC').line).toBe('10 BOULEVARD DU GENERAL LECLERC');
  expect(fitLine('10 BOULEVARD DU GENERAL LECLERC DE HAUTE').line).toBe('10 BD DU GENERAL LECLERC DE HAUTE');
  expect(fitLine('10 BOULEVARD DU DOCTEUR SAINT MARTIN DE LA CHAPELLE').line).toBe(
    '10 BD DU DR ST MARTIN DE LA CHAPELLE',
  );
  expect(fitLine('15 AVENUE DU MARECHAL DE LATTRE DE TASSIGNY PROLONGEE')).toEqual({
    line: '15 AV DU MAL LATTRE TASSIGNY PROLONGEE',
    cut: false,
  });
  expect(fitLine('ABCDEFGHIJ '.repeat(5)).cut).toBe(true);
});

// Postcodes and communes as La Poste publishes them.
test.each([
  ['69100', 'Villeurbane', '69100 VILLEURBANNE', 'corrected', 'city-misspelt'],
  ['83240', 'Meylan', '38240 MEYLAN', 'corrected', 'postcode-wrong'],
  ['', 'Lyon 3e', '69003 LYON', 'corrected', 'postcode-missing'],
  ['75000', 'Paris 15ème', '75015 PARIS', 'corrected', 'postcode-wrong'],
  ['75116', 'Paris 16e arrondissement', '75116 PARIS', 'deliverable', undefined],
  ['75001', 'Paris 15', '75001 PARIS 15', 'doubtful', 'postcode-city-mismatch'],
  ['13008', 'Marseille', '13008 MARSEILLE', 'deliverable', undefined],
  ['75000', 'Paris', '75000 PARIS', 'doubtful', 'postcode-unknown'],
  ['1000', 'Bourg en Bresse', '01000 BOURG EN BRESSE', 'deliverable', undefined],
  ['20167', 'Ajacio', '20167 AJACCIO', 'corrected', 'city-misspelt'],
  ['97400', 'St-Denis', '97400 SAINT DENIS', 'deliverable', undefined],
  ['98800', 'Nouméa', '98800 NOUMEA', 'deliverable', undefined],
  ['94120', 'Fontenay s/ Bois', '94120 FONTENAY SOUS BOIS', 'deliverable', undefined],
  ['31000', '', '31000 TOULOUSE', 'corrected', 'city-missing'],
  ['01400', '', '01400', 'doubtful', 'city-missing'],
  ['69100', 'Lyon', '69100 LYON', 'doubtful', 'postcode-city-mismatch'],
  ['75008', 'PARIS CEDEX 8', '75008 PARIS CEDEX 08', 'deliverable', undefined],
  ['33080', 'Bordeaux', '33080 BORDEAUX', 'doubtful', 'postcode-unknown'],
  ['99999', 'Nullepart', '99999 NULLEPART', 'undeliverable', 'place-unknown'],
])('%s %s is %s: %s', (postcode, city, line, deliverability, why) => {
  const address = normaliseAddress({ street: '12 rue des Lilas', postcode, city });
  expect(address.lines[5]).toBe(line);
  expect(address.deliverability).toBe(deliverability);
  expect(address.problems[0]?.code).toBe(why);
});

test('a merged commune keeps its name on line 5', () => {
  const said = { street: '12 rue des Lilas', postcode: '01200', city: 'Bellegarde-sur-Valserine' };
  expect(lines(said)).toEqual(['12 RUE DES LILAS', 'BELLEGARDE SUR VALSERINE', '01200 VALSERHONE']);
});

test('what is missing is said', () => {
  expect(normaliseAddress({}).deliverability).toBe('missing');
  expect(normaliseAddress({ postcode: '31000', city: 'Toulouse' })).toMatchObject({
    deliverability: 'undeliverable',
    problems: [{ code: 'street-missing' }],
  });
  expect(normaliseAddress({ street: 'rue des Lilas', postcode: '31000', city: 'Toulouse' })).toMatchObject({
    deliverability: 'doubtful',
    problems: [{ code: 'number-missing' }],
  });
});

test('addresses abroad keep their lines, the town on its country’s side, the country last', () => {
  const london = { street: '221B Baker Street', postcode: 'NW1 6XE', city: 'London', country: 'GB' };
  expect(normaliseAddress(london)).toMatchObject({
    lines: ['', '', '', '221B Baker Street', '', 'LONDON NW1 6XE'].map((_, at) => (at === 2 ? '' : _)),
    countryLine: 'ROYAUME-UNI',
    deliverability: 'foreign',
    problems: [],
  });
  const brussels = normaliseAddress({
    street: 'Rue de la Loi 16',
    postcode: '100',
    city: 'Bruxelles',
    country: 'Belgique',
  });
  expect(brussels.lines[5]).toBe('100 BRUXELLES');
  expect(brussels.problems).toEqual([{ code: 'postcode-unknown' }]);
});

test('every commune is found by each of its postcodes and by its name, and stays as it is', () => {
  const postcodes = Array.from({ length: 98_900 }, (_, code) => String(code).padStart(5, '0'));
  let seen = 0;
  for (const postcode of postcodes) {
    for (const { name } of communesOfPostcode(postcode)) {
      const address = normaliseAddress({ street: '1 LE BOURG', postcode, city: name });
      expect(address, `${postcode} ${name}`).toMatchObject({ postcode, deliverability: 'deliverable' });
      seen += 1;
    }
  }
  expect(seen).toBeGreaterThan(35_000);
  expect(communesNamed('ST DENIS').length).toBeGreaterThan(1);
});

const word = fc.constantFrom(
  ...`12 3 bis B A C12 rue avenue bd r allée chemin place de la du des l'Église Général Leclerc Saint-Martin Docteur République apt appt
  appartement bat bâtiment résidence res esc étage porte immeuble lotissement lot zi za bp cs 123 75008 lieu-dit ld chez hameau le bourg
  rdc tour 3e 2ème boîte postale poste restante haute vieux grande quai cours \n , ; - . é œ`.split(/ +/),
);
const street = fc.oneof(
  fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
);
const postcode = fc.constantFrom(
  '75008',
  '69003',
  '1000',
  '',
  '20167',
  '33092',
  '97400',
  '99999',
  'F-31000',
  '75 014',
);
const city = fc.oneof(
  fc.constantFrom(
    'Paris',
    'Paris 8e',
    'Lyon cedex 03',
    'St Denis',
    'Bourg-en-Bresse',
    'Ajacio',
    '',
    'Bellegarde sur Valserine',
  ),
  fc.string({ unit: 'grapheme', maxLength: 50 }),
);
const country = fc.constantFrom('', 'FR', 'BE', 'GB', 'Suisse', 'Atlantide');

test('normalising twice changes nothing, and no line is longer than 38 characters', () => {
  fc.assert(
    fc.property(fc.record({ recipient: street, street, postcode, city, country }), (said) => {
      const once = normaliseAddress(said);
      const twice = normaliseAddress(addressFields(once));
      expect(twice.lines).toEqual(once.lines);
      expect(twice.countryLine).toBe(once.countryLine);
      for (const line of once.lines) expect(line.length).toBeLessThanOrEqual(38);
      if (once.country === 'FR') for (const line of once.lines) expect(line).toMatch(/^[A-Z0-9 ]*$/);
    }),
    { numRuns: 3000 },
  );
});
