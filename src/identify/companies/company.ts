import { foldText } from '#analytics/text';
import { readSiren, readSiret, withoutLegalForm } from '#identify/particulars';

/** What a person's latest record says of where she works. */
export type Employed = {
  readonly personId: number;
  readonly companyName: string;
  readonly siren: string;
  readonly siret: string;
  readonly jobTitle: string;
  readonly parentSiren: string;
  readonly postcode: string;
};

export type Role = {
  readonly personId: number;
  readonly siret: string | null;
  readonly jobTitle: string | null;
};

/** A company and who works there, named by its smallest person. */
export type Company = {
  readonly companyId: number;
  readonly name: string;
  readonly siren: string | null;
  readonly saidParent: string | null;
  readonly roles: readonly Role[];
};

type Said = Employed & {
  readonly validSiren: string | undefined;
  readonly validSiret: string | undefined;
  readonly folded: string;
};

/**
 * Companies from what people's records say. The same SIREN (said, or the beginning of a SIRET) is the same company; two different ones never are. Without
 * a valid number, people of one name (legal form aside) and one postcode are one company, and it is the one with a number when exactly one company of
 * that name is known there. Numbers with a wrong check digit count as not said. Depends on what is said, not on its order.
 */
export function companiesOf(people: readonly Employed[]): Company[] {
  const said = people
    .map((one): Said => {
      const validSiret = readSiret(one.siret);
      const validSiren = readSiren(one.siren) ?? validSiret?.slice(0, 9);
      const folded = withoutLegalForm(foldText(one.companyName));
      return {
        ...one,
        validSiren,
        folded,
        validSiret: validSiret?.startsWith(validSiren ?? '-') ? validSiret : undefined,
      };
    })
    .filter(({ validSiren, folded }) => validSiren !== undefined || folded !== '');
  const numbersAt = new Map<string, Set<string>>();
  for (const one of said) {
    if (one.validSiren === undefined || one.folded === '') continue;
    const known = numbersAt.get(placeOf(one)) ?? new Set();
    numbersAt.set(placeOf(one), known.add(one.validSiren));
  }
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    const numbers = numbersAt.get(placeOf(one));
    const siren = one.validSiren ?? (numbers?.size === 1 ? [...numbers][0] : undefined);
    const key = siren ?? placeOf(one);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].map(companyOf).sort((a, b) => a.companyId - b.companyId);
}

const placeOf = ({ folded, postcode }: Said) => `${folded}|${postcode}`;

function companyOf(people: readonly Said[]): Company {
  const sorted = [...people].sort((a, b) => a.personId - b.personId);
  const siren = sorted.find(({ validSiren }) => validSiren !== undefined)?.validSiren ?? null;
  const parents = sorted
    .flatMap(({ parentSiren }) => readSiren(parentSiren) ?? [])
    .filter((one) => one !== siren);
  return {
    companyId: sorted[0]?.personId ?? 0,
    name: mostSaid(sorted.map(({ companyName }) => companyName.trim())) ?? siren ?? '',
    siren,
    saidParent: mostSaid(parents) ?? null,
    roles: sorted.map(({ personId, validSiret, jobTitle }) => ({
      ...{ personId, siret: validSiret ?? null, jobTitle: jobTitle.trim() === '' ? null : jobTitle.trim() },
    })),
  };
}

/** The value said most often; among equals the longest, then the first of the alphabet. */
function mostSaid(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(
    ([a, often], [b, oftener]) => oftener - often || b.length - a.length || (a < b ? -1 : 1),
  )[0]?.[0];
}

/**
 * The head of each company's group, following parents up; a company whose parents lead round in a circle is its own head, as is one whose
 * parent is not known here.
 */
export function headsOf(parents: ReadonlyMap<string, string>): (siren: string) => string {
  return (siren) => {
    const seen = new Set<string>();
    let at = siren;
    for (let next = parents.get(at); next !== undefined; next = parents.get(at)) {
      if (seen.has(at)) return siren;
      seen.add(at);
      at = next;
    }
    return at;
  };
}
