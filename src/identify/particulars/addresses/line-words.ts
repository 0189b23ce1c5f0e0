/** Where a part of an address goes: 2 inside the building, 3 the building and its grounds, 5 boxes and hamlets. */
type Part = {
  readonly line: 2 | 3 | 5;
  readonly text: string;
  readonly length: number;
  readonly isPlace?: true;
};

const inside: Readonly<Record<string, string>> = {
  ...forms('APPARTEMENT', 'APPARTEMENT APPART APPT APT APP APPARTMENT'),
  ...forms('LOGEMENT', 'LOGEMENT LGT'),
  ...forms('ESCALIER', 'ESCALIER ESC'),
  ...forms('ETAGE', 'ETAGE ETG'),
  ...forms('PORTE', 'PORTE PTE'),
  ...{ STUDIO: 'STUDIO', CHAMBRE: 'CHAMBRE', COULOIR: 'COULOIR', BAL: 'BOITE', BOITE: 'BOITE' },
};
const around: Readonly<Record<string, string>> = {
  ...forms('BATIMENT', 'BATIMENT BAT BATIMENTS'),
  ...forms('ENTREE', 'ENTREE ENT'),
  ...{ HALL: 'HALL', BLOC: 'BLOC', CAGE: 'CAGE', LOT: 'LOT' },
};
const grounds: Readonly<Record<string, string>> = {
  ...forms('RESIDENCE', 'RESIDENCE RES RESID'),
  ...forms('IMMEUBLE', 'IMMEUBLE IMM'),
  ...forms('LOTISSEMENT', 'LOTISSEMENT LOT'),
  ...forms('BATIMENT', 'BATIMENT BAT'),
  ...{ TOUR: 'TOUR', ZA: 'ZA', ZI: 'ZI', ZAC: 'ZAC', ZONE: 'ZONE', CAMPING: 'CAMPING', FOYER: 'FOYER' },
};
const boxes = /^(BP|CS|TSA|CIDEX)$/;

function forms(full: string, list: string): Record<string, string> {
  return Object.fromEntries(list.split(' ').map((form) => [form, full]));
}

/** A number or a letter of a flat, a stairway, a building: "12", "3B", "A", "C12". */
const isMark = (word: string | undefined) =>
  word !== undefined && /^([A-Z]{0,2}\d{1,5}[A-Z]{0,2}|[A-Z])$/.test(word);

/** The part of an address that begins at `at`, or undefined. Parts named after something run to `until`, the next sure part. */
export function partAt(words: readonly string[], at: number, until: number): Part | undefined {
  const [word = '', next, third] = words.slice(at, at + 3);
  if (word === 'RDC') return { line: 2, text: 'RDC', length: 1 };
  if (word === 'REZ' && next === 'DE' && third === 'CHAUSSEE') return { line: 2, text: 'RDC', length: 3 };
  const [, floor] = /^(\d{1,2})(?:E|ER|EME|IEME)?$/.exec(word) ?? [];
  if (floor !== undefined && (next === 'ETAGE' || next === 'ETG'))
    return { line: 2, text: `ETAGE ${floor}`, length: 2 };
  if (floor !== undefined && /^(E|ER|EME|IEME)$/.test(next ?? '') && (third === 'ETAGE' || third === 'ETG'))
    return { line: 2, text: `ETAGE ${floor}`, length: 3 };
  if (word === 'BOITE' && next === 'POSTALE') return box('BP', words, at, 2);
  if (word === 'B' && next === 'P') return box('BP', words, at, 2);
  if (boxes.test(word)) return box(word, words, at, 1);
  if (word === 'POSTE' && next === 'RESTANTE') return { line: 5, text: 'POSTE RESTANTE', length: 2 };
  if (isMark(next)) {
    const full = inside[word] ?? around[word];
    if (full !== undefined)
      return { line: inside[word] === undefined ? 3 : 2, text: `${full} ${next}`, length: 2 };
  }
  return namedPart(words, at, until);
}

function box(name: string, words: readonly string[], at: number, skip: number): Part | undefined {
  const digits: string[] = [];
  while (/^\d{1,6}$/.test(words[at + skip + digits.length] ?? '') && digits.join('').length < 6)
    digits.push(words[at + skip + digits.length] ?? '');
  if (digits.length === 0) return undefined;
  return { line: 5, text: `${name} ${digits.join('')}`, length: skip + digits.length };
}

function namedPart(words: readonly string[], at: number, until: number): Part | undefined {
  const [word = '', next] = words.slice(at, at + 2);
  const rest = (skip: number) => words.slice(at + skip, until).join(' ');
  if (until <= at + 1) return undefined;
  if (word === 'CHEZ') return { line: 2, text: `CHEZ ${rest(1)}`, length: until - at };
  if (word === 'LIEUDIT' || word === 'LD')
    return { line: 5, text: `LIEU DIT ${rest(1)}`, length: until - at, isPlace: true };
  if (word === 'LIEU' && next === 'DIT' && until > at + 2)
    return { line: 5, text: `LIEU DIT ${rest(2)}`, length: until - at, isPlace: true };
  const full = grounds[word];
  if (full === undefined) return undefined;
  return { line: 3, text: `${full} ${rest(1)}`, length: until - at, isPlace: true };
}
