import { hashText } from '../records/hash-text.ts';
import type { RecordTable } from '../records/record-table.ts';
import { type Atom, atomsOf } from './atoms.ts';

/** An atom of one field with the code of each of its distinct values, as 32 bits, 0 for none. */
export type AtomColumn = {
  readonly column: number;
  readonly atom: Atom;
  readonly name: string;
  codes: Uint32Array;
  known: number;
};

/** All atoms of a table's fields. Codes are worked out once a distinct value, by `extendAtoms`. */
export function createAtoms(table: RecordTable): AtomColumn[] {
  const atoms = table.columns.flatMap(({ field }, column) =>
    atomsOf(field.kind).map((atom) => ({
      column,
      atom,
      name: `${field.name} ${atom.name}`,
      codes: new Uint32Array(1),
      known: 1,
    })),
  );
  for (const atom of atoms) extendAtom(table, atom);
  return atoms;
}

/** Works out the codes of the values that came since the last time. */
export function extendAtom(table: RecordTable, atom: AtomColumn): void {
  const values = table.columns[atom.column]?.values ?? [];
  if (values.length === atom.known) return;
  if (values.length > atom.codes.length) {
    const longer = new Uint32Array(Math.max(values.length, Math.floor(atom.codes.length * 1.5)));
    longer.set(atom.codes);
    atom.codes = longer;
  }
  for (let id = atom.known; id < values.length; id += 1) {
    const code = atom.atom.codeOf(values[id] ?? '');
    atom.codes[id] = code === '' ? 0 : hashText(code);
  }
  atom.known = values.length;
}

/** The code of a record, 0 for none. */
export function atomOf(table: RecordTable, atom: AtomColumn, record: number): number {
  return atom.codes[table.columns[atom.column]?.ids[record] ?? 0] ?? 0;
}
