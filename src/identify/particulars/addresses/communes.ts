import { createRequire } from 'node:module';
import { upperWords } from './upper-words.ts';

/** A commune of France as the post knows it. */
export type Commune = {
  /** INSEE code: "69123", "2A004". */
  readonly code: string;
  /** In capitals, as on line 6: "SAINT ETIENNE". */
  readonly name: string;
  readonly department: string;
  readonly postcodes: readonly string[];
};

/** A commune that merged into another: its name still serves on line 5. */
export type FormerCommune = { readonly name: string; readonly successor: Commune };

type Row = {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly departement?: string;
  readonly codesPostaux?: readonly string[];
  readonly chefLieu?: string;
};

type Index = {
  readonly byPostcode: ReadonlyMap<string, readonly Commune[]>;
  readonly byKey: ReadonlyMap<string, readonly Commune[]>;
  readonly former: ReadonlyMap<string, readonly FormerCommune[]>;
};

const require = createRequire(import.meta.url);
const nobody: readonly never[] = [];
let index: Index | undefined;

/** What two spellings of one commune have in common: "St-Denis" and "SAINT DENIS"; "Fontenay s/ Bois" and "sous". */
export function communeKey(name: string): string {
  return upperWords(name)
    .replace(/\bSAINTE\b/g, 'STE')
    .replace(/\bSAINT\b/g, 'ST')
    .replace(/\b(SUR|SOUS)\b/g, 'S');
}

/** The communes that a postcode serves; none for a postcode that does not exist. CEDEX codes are companies', not here. */
export function communesOfPostcode(postcode: string): readonly Commune[] {
  return read().byPostcode.get(postcode) ?? nobody;
}

/** The communes of a name, however it is spelt. */
export function communesNamed(key: string): readonly Commune[] {
  return read().byKey.get(key) ?? nobody;
}

/** The merged communes of a name, with what they became. */
export function formerCommunesNamed(key: string): readonly FormerCommune[] {
  return read().former.get(key) ?? nobody;
}

/** Reads the official list once (INSEE's code géographique and La Poste's postcodes, by Etalab; Licence ouverte 2.0). */
function read(): Index {
  if (index !== undefined) return index;
  const rows: readonly Row[] = require('@etalab/decoupage-administratif/data/communes.json');
  const byPostcode = new Map<string, Commune[]>();
  const byKey = new Map<string, Commune[]>();
  const byCode = new Map<string, Commune>();
  for (const row of rows) {
    if (row.type !== 'commune-actuelle' || row.codesPostaux === undefined) continue;
    const name = upperWords(row.nom.replace(/\(.*\)/, ''));
    const commune = { code: row.code, name, department: row.departement ?? '', postcodes: row.codesPostaux };
    byCode.set(row.code, commune);
    push(byKey, communeKey(name), commune);
    for (const postcode of row.codesPostaux) push(byPostcode, postcode, commune);
  }
  const former = new Map<string, FormerCommune[]>();
  for (const row of rows) {
    const successor = row.type.startsWith('commune-') ? byCode.get(row.chefLieu ?? '') : undefined;
    const name = upperWords(row.nom);
    if (successor !== undefined && communeKey(name) !== communeKey(successor.name))
      push(former, communeKey(name), { name, successor });
  }
  index = { byPostcode, byKey, former };
  return index;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}
