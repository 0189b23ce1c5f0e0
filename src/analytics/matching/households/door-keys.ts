import { frenchSound } from '../text/french-sound.ts';
import { type Column, type RecordTable } from '../records/record-table.ts';
import { hashText, mix32 } from '../records/hash-text.ts';

/**
 * Codes under which records of one door fall together, 0 for none: by number, postcode (or town) and the street as heard, its first letter, or the family
 * name as heard, for a street with a slip; by phone; and by family name and postcode, for those whose street is not known.
 */
export function doorKeys(table: RecordTable): {
  readonly doors: readonly Uint32Array[];
  readonly phones: Uint32Array;
  readonly namesInTown: Uint32Array;
  /** The family name as heard, and the place: what the last is made of. */
  readonly names: Uint32Array;
  readonly places: Uint32Array;
} {
  const of = (kind: string): Column | undefined => table.columns.find(({ field }) => field.kind === kind);
  const [street, place, family, phone] = [
    of('street'),
    of('place'),
    of('familyName') ?? of('fullName'),
    of('phone'),
  ];
  const number = codesOf(street, (value) => numberOf(value));
  const words = codesOf(street, (value) => frenchSound(longestWord(value.split('|')[1] ?? '')));
  const start = codesOf(street, (value) => longestWord(value.split('|')[1] ?? '').slice(0, 1));
  const where = codesOf(place, (value) => {
    const [code = '', town = ''] = value.split('|');
    return code === '' ? frenchSound(town.replaceAll(' ', '')) : code;
  });
  const heard = codesOf(family, (value) => frenchSound(longestWord(value)));
  const whole = codesOf(phone, (value) => value);
  const keyed = (...parts: { column: Column | undefined; codes: Uint32Array }[]) => {
    const keys = new Uint32Array(table.count);
    for (let record = 0; record < table.count; record += 1) {
      let key = 1;
      for (const { column, codes } of parts) {
        const code = codes[column?.ids[record] ?? 0] ?? 0;
        key = code === 0 || key === 0 ? 0 : mix32(Math.imul(key, 31) + code) || 1;
      }
      keys[record] = key;
    }
    return keys;
  };
  const [n, w, s, p, f, t] = [
    { column: street, codes: number },
    { column: street, codes: words },
    { column: street, codes: start },
    { column: place, codes: where },
    { column: family, codes: heard },
    { column: phone, codes: whole },
  ];
  return {
    doors: [keyed(n, w, p), keyed(n, s, p), keyed(n, p, f)],
    phones: keyed(t),
    namesInTown: keyed(f, p),
    names: keyed(f),
    places: keyed(p),
  };
}

const longestWord = (text: string) =>
  text.split(' ').reduce((best, word) => (word.length > best.length ? word : best), '');

const numberOf = (street: string) => /^\d+/.exec(street)?.[0] ?? '';

function codesOf(column: Column | undefined, codeOf: (value: string) => string): Uint32Array {
  return Uint32Array.from(column?.values ?? [''], (value) => {
    const code = value === '' ? '' : codeOf(value);
    return code === '' ? 0 : hashText(code);
  });
}
