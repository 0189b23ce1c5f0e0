import { foldText } from '#analytics/text';
import { genderOf, readSiren, readSiret } from '#identify/particulars';
import type { Database } from '#platform/database';
import type { ClusteredPerson } from './cluster-persons.ts';
import { customerRow } from './customer-row.ts';
import type { CustomerRow } from './customers.store.ts';
import { type GoldenRecord, goldenRecord } from './golden-record.ts';
import { readGoldenBy } from './survivorship.store.ts';
import { deliveredSurvivorship, type GoldenBy } from './survivorship.ts';
import { byRecency, type PersonRecord } from './person.ts';
import { keysOf } from './person-keys.ts';
import { loadPersons, loadRecords, type StoredPerson } from './persons.store.ts';

/** The SIREN that records say, the latest first; '' when none is right. */
function sirenIn(records: readonly PersonRecord[]): string {
  if (!records.some(({ fields }) => fields.siren !== undefined || fields.siret !== undefined)) return '';
  for (const { fields } of records.toSorted(byRecency)) {
    const siren = readSiren(fields.siren ?? '') ?? readSiret(fields.siret ?? '')?.slice(0, 9);
    if (siren !== undefined) return siren;
  }
  return '';
}

/** What is known of the persons looked at so far. */
export class Picture {
  readonly #by: GoldenBy;
  /** What a person is known and matched by never depends on the rules somebody chose: what she said last. */
  readonly #byLast: GoldenBy;
  /** Everybody looked for, also those who are not there: nobody is looked for twice. */
  readonly #sought = new Set<number>();
  readonly #persons = new Map<number, StoredPerson>();
  readonly #records = new Map<number, PersonRecord[]>();
  readonly #current = new Map<number, GoldenRecord>();

  private constructor(by: GoldenBy) {
    this.#by = { ...by, sourceOf: (personId) => by.sourceOf(this.#persons.get(personId)?.sourceId ?? 0) };
    this.#byLast = { ...by, rules: deliveredSurvivorship };
  }

  /** An empty picture, by the rules in force. */
  static async open(trx: Database): Promise<Picture> {
    return new Picture(await readGoldenBy(trx, (sourceId) => sourceId));
  }

  async add(trx: Database, personIds: readonly number[]): Promise<void> {
    if (personIds.length === 0) return;
    for (const person of personIds) this.#sought.add(person);
    const records = await loadRecords(trx, personIds);
    for (const person of await loadPersons(trx, personIds)) {
      this.#persons.set(person.personId, person);
      const said = records.get(person.personId) ?? [];
      this.#records.set(person.personId, said);
      this.#current.set(person.personId, goldenRecord(said, this.#byLast));
    }
  }

  has(personId: number): boolean {
    return this.#sought.has(personId);
  }

  ids(): number[] {
    return [...this.#persons.keys()];
  }

  keys() {
    return [...this.#current].flatMap(([personId, current]) =>
      keysOf(current).map((key) => ({ ...key, personId })),
    );
  }

  clustered(): Map<number, ClusteredPerson> {
    return new Map(
      [...this.#current].map(([personId, { fields }]) => {
        const { sourceId, sourceKey } = this.#persons.get(personId) ?? { sourceId: 0, sourceKey: '' };
        const origin = `${sourceId} ${sourceKey}`;
        const name = { givenName: foldText(fields.givenName ?? ''), gender: genderOf(fields.civility ?? '') };
        const isCompany = name.givenName === '' && (fields.familyName ?? '') === '';
        const siren = isCompany ? sirenIn(this.#records.get(personId) ?? []) : '';
        return [personId, { ...name, origin, siren }];
      }),
    );
  }

  customerRows(clusters: ReadonlyMap<number, number>): CustomerRow[] {
    const members = new Map<number, StoredPerson[]>();
    for (const [personId, customerId] of clusters) {
      const person = this.#persons.get(personId);
      if (person === undefined) continue;
      const known = members.get(customerId);
      if (known === undefined) members.set(customerId, [person]);
      else known.push(person);
    }
    return [...members].map(([customerId, persons]) => {
      const records = persons.flatMap((person) => this.#records.get(person.personId) ?? []);
      const only = records.length === 1 ? this.#current.get(customerId) : undefined;
      return customerRow(customerId, persons, only ?? goldenRecord(records, this.#by));
    });
  }
}
