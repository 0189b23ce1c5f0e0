import { describe, expect, it } from 'vitest';
import { planFields } from '../fields/plan-fields.ts';
import type { RoleOfColumn } from '../fields/roles.ts';
import { addRecord, createTable } from '../records/record-table.ts';
import { initialModel, modelled } from './match-model.ts';
import { createComparer } from './pair-comparer.ts';
import { createScorer } from './pair-scorer.ts';

const columns: readonly RoleOfColumn[] = [
  ...(['civility', 'givenName', 'familyName', 'birthDate'] as const),
  ...(['street', 'postcode', 'city', 'phone', 'email'] as const),
].map((role) => ({ role, column: role }));

/** What is known of a person, by the columns above; others are not. */
type Known = Partial<Record<'civility' | 'givenName' | 'familyName' | 'birthDate', string>> &
  Partial<Record<'street' | 'postcode' | 'city' | 'phone' | 'email', string>>;

/** A file of these records among a thousand others, and a model nothing was learnt for. */
function scorerOf(records: readonly Known[]) {
  const fields = planFields(columns);
  const table = createTable(fields);
  const others = Array.from({ length: 1000 }, (_, at): Known => {
    const givenName = ['Marion', 'Marine', 'Paul', 'Anne'][at % 40] ?? `Prenom${at % 40}`;
    return {
      givenName,
      familyName: `Nom${at % 90}`,
      postcode: `${10_000 + (at % 400)}`,
      city: `Lieu${at % 400}`,
    };
  });
  for (const record of [...records, ...others])
    addRecord(table, (at) =>
      (fields[at]?.columns ?? []).map((column) => record[column as keyof Known] ?? ''),
    );
  const stranger = fields.map(({ kind }) => {
    const levels = initialModel({
      fields: [modelled({ name: '', kind, role: 'text' })],
      stranger: [],
      matchShare: 0,
    });
    const count = levels.fields[0]?.levels.length ?? 0;
    return Float64Array.from({ length: count }, (_, level) =>
      level === 0 ? 0.9 + 0.1 * 2 ** (1 - count) : 0.1 * 2 ** -level,
    );
  });
  const model = initialModel({ fields: fields.map(modelled), stranger, matchShare: 1e-4 });
  return createScorer(table, model, createComparer(table));
}

const lea = { givenName: 'Léa', familyName: 'Pelgaard', birthDate: '1980-02-03' };
const first = { street: '42 route de Bordeaux', postcode: '94480', city: 'Ablon' };
const second = { street: '6 allée Clément', postcode: '61110', city: 'Rémalard' };

describe('what a pair weighs', () => {
  const weightOf = (scorer: ReturnType<typeof scorerOf>, one: number, other: number, field: string) =>
    scorer.explain(one, other).fields.find((told) => told.field === field)?.bits;

  it('counts one move once, though street and place both differ', () => {
    const scorer = scorerOf([{ ...lea, ...first }, { ...lea, ...second }, { ...lea }]);
    // Five matches in a hundred have moved: the two differ together for log₂ 0.05 = −4.3 bits, not for the sum of both.
    const against = scorer.bitsOf(0, 1) - scorer.bitsOf(0, 2);
    expect(against).toBeGreaterThan(Math.log2(0.05) - 0.1);
    expect(against).toBeLessThan(-3);
    const told = scorer.explain(0, 1);
    const sum = told.fields.reduce((all, { bits }) => all + bits, told.priorBits + told.relativesBits);
    expect(told.bits).toBeCloseTo(sum, 9);
    expect(told.bits).toBeCloseTo(scorer.bitsOf(0, 1), 9);
  });

  it('leaves out a gender that the given name tells', () => {
    const scorer = scorerOf([
      { ...lea, civility: 'Mme' },
      { ...lea, civility: 'M.' },
      { ...lea, civility: 'M.', givenName: 'Paul' },
    ]);
    expect(weightOf(scorer, 0, 1, 'civility')).toBeUndefined();
    expect(weightOf(scorer, 0, 2, 'civility')).toBeLessThan(0);
    expect(scorer.bitsOf(0, 2, 3)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('takes a rare spelling for a slip, and two names that many bear for two names', () => {
    const scorer = scorerOf([
      { familyName: 'Pelgaard', givenName: 'Marion' },
      { familyName: 'Pelgaard', givenName: 'Marionn' },
      { familyName: 'Pelgaard', givenName: 'Marine' },
    ]);
    const [slip, other] = [weightOf(scorer, 0, 1, 'givenName'), weightOf(scorer, 0, 2, 'givenName')];
    expect(slip).toBeGreaterThan(1.5);
    expect(other).toBeLessThan((slip ?? 0) - 1);
  });

  it('weighs a postcode alone by how many live there', () => {
    const scorer = scorerOf([
      { ...lea, postcode: '94480' },
      { ...lea, postcode: '94480', city: 'Ablon' },
      ...Array.from({ length: 50 }, (_, at) => ({ postcode: '75011', city: at % 2 === 0 ? 'Paris' : '' })),
    ]);
    expect(weightOf(scorer, 0, 1, 'place')).toBeGreaterThan((weightOf(scorer, 2, 3, 'place') ?? 0) + 3);
  });

  it('weighs swapped names by how many bear them', () => {
    const swapped = (givenName: string, familyName: string) => [
      { givenName, familyName },
      { givenName: familyName, familyName: givenName },
    ];
    const scorer = scorerOf([...swapped('Léa', 'Pelgaard'), ...swapped('Anne', 'Nom7')]);
    const [rare, frequent] = [weightOf(scorer, 0, 1, 'givenName'), weightOf(scorer, 2, 3, 'givenName')];
    expect(rare).toBeGreaterThan((frequent ?? 0) + 2);
  });

  it('asks all that is known of two groups: one birth date, but any of several homes', () => {
    const scorer = scorerOf([
      { ...lea, ...first },
      { ...lea, ...second },
      { givenName: 'Léa', familyName: 'Pelgaard', ...second },
      { ...lea, birthDate: '1951-11-28', ...second },
    ]);
    expect(scorer.bitsBetween([2], [0])).toBeLessThan(scorer.bitsBetween([2], [0, 1]));
    expect(scorer.bitsBetween([2], [0, 1])).toBeCloseTo(scorer.bitsOf(2, 1), 9);
    // Nothing in 2 is against 1; what is known of 2 and 3 together is.
    expect(scorer.bitsBetween([2, 3], [0, 1])).toBeLessThan(scorer.bitsBetween([2], [0, 1]) - 4);
    expect(scorer.bitsBetween([0, 1], [2, 3])).toBeCloseTo(scorer.bitsBetween([2, 3], [0, 1]), 9);
  });

  it('never calls hopeless what is not', () => {
    const people = [
      { ...lea, ...first, civility: 'Mme', phone: '0612345678' },
      { ...lea, ...second, civility: 'M.', phone: '0612345679', email: 'lea@a.fr' },
      { givenName: 'Lea', familyName: 'Pelgard', ...second, email: 'lea@b.fr' },
      { givenName: 'Marion', familyName: 'Nom1', postcode: '61110', civility: 'M.' },
      {
        givenName: 'Marine',
        familyName: 'Nom1',
        postcode: '61110',
        city: 'Sablons',
        birthDate: '1980-03-02',
      },
      { givenName: 'Pelgaard', familyName: 'Léa', birthDate: '1980-02-13' },
    ];
    const scorer = scorerOf(people);
    for (const one of people.keys())
      for (const other of people.keys()) {
        if (one >= other) continue;
        const bits = scorer.bitsOf(one, other);
        expect(scorer.bitsOf(one, other, bits - 1e-9)).toBe(bits);
        expect(scorer.bitsOf(other, one)).toBeCloseTo(bits, 9);
      }
  });
});
