import { foldText } from '#analytics/text';
import { checkNamePart, isSwapped } from '#identify/particulars';
import type { Survivorship, SurvivorshipPart } from './api.ts';
import { isWeakName } from './given-names.ts';
import { byHand, type PersonFields, type PersonRecord } from './person.ts';

/** What chooses among records: a rule for each part of the golden record, and the name of the source a person is of. */
export type GoldenBy = {
  readonly homeCountry: string;
  readonly rules: Survivorship;
  readonly sourceOf: (personId: number) => string;
};

const latest = { by: 'latest' } as const;

/** What was said last, of every part. */
export const deliveredSurvivorship: Survivorship = {
  ...{ name: latest, address: latest, email: latest, phone: latest },
  ...{ birthDate: latest, cardNumber: latest, other: latest },
};

/** What a rule chooses among: records, the latest first, that all say something of one part. */
export type Candidates = {
  readonly part: SurvivorshipPart;
  readonly records: readonly PersonRecord[];
  /** What a record says of the part, its pieces in order; '' for a piece it does not say. */
  readonly said: (record: PersonRecord) => readonly string[];
};

/**
 * The record a part is taken from; undefined without candidates. A correction by hand wins over all. A name that cannot be one (a placeholder,
 * figures, given and family name the wrong way round) gives way to one that can. Then the rule, and of equals the latest.
 */
export function chooseRecord({ part, records, said }: Candidates, by: GoldenBy): PersonRecord | undefined {
  const [first] = records;
  if (first === undefined || records.length === 1 || first.importId === byHand) return first;
  const sound = part === 'name' ? records.filter(({ fields }) => isSoundName(fields)) : records;
  const among = sound.length === 0 ? records : sound;
  const rank = rankOf({ part, records: among, said }, by);
  let best = { record: among[0], rank: -Infinity };
  for (const record of among) {
    const its = rank(record);
    if (its > best.rank) best = { record, rank: its };
  }
  return best.record;
}

type Rank = (record: PersonRecord) => number;

function rankOf({ part, records, said }: Candidates, { rules, sourceOf }: GoldenBy): Rank {
  const rule = rules[part];
  if (rule.by === 'latest') return () => 0;
  if (rule.by === 'trusted') {
    const place = new Map(rule.sources.map((name, at) => [name, rule.sources.length - at]));
    return (record) => place.get(sourceOf(record.personId)) ?? 0;
  }
  if (rule.by === 'complete') {
    return (record) => {
      const pieces = said(record).filter((piece) => piece !== '').length;
      return part === 'name' && !isWeakName(foldText(record.fields.givenName ?? '')) ? pieces + 1 : pieces;
    };
  }
  const key = (record: PersonRecord) => foldText(said(record).join('\n'));
  const standing = new Map<number, string>();
  for (const record of records) {
    if (!standing.has(record.personId)) standing.set(record.personId, key(record));
  }
  const votes = new Map<string, number>();
  for (const value of standing.values()) votes.set(value, (votes.get(value) ?? 0) + 1);
  return (record) => votes.get(key(record)) ?? 0;
}

function isSoundName(name: PersonFields): boolean {
  const wrong = [name.givenName, name.familyName].some(
    (piece) =>
      (piece ?? '') !== '' &&
      checkNamePart(piece ?? '').some(
        ({ code }) => code === 'name-characters' || code === 'name-placeholder',
      ),
  );
  return !wrong && !isSwapped(name);
}
