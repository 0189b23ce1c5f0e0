import { expect, it } from 'vitest';
import { foldText } from '#analytics/text';
import { civilDate, createMarket, personAt } from '#market';
import { marketColumns, readMarketRecords } from '#test/market-records';
import { fitSources, probabilities } from './fit-sources.ts';

const options = { seed: 'how sure', people: 6000, until: '2026-11-22' };
const sources = ['shop', 'phone', 'web'];
const market = createMarket(options);
const { rows, persons } = readMarketRecords(options);
type Truth = ReturnType<typeof personAt>;

/** What the records say of one field, each value of a source once a person, and the value said last, with whether it is right. */
function readField(column: (typeof marketColumns)[number], rightOf: (person: Truth) => readonly string[]) {
  const at = marketColumns.indexOf(column);
  const created = marketColumns.indexOf('created_on');
  const numbers = new Map<string, number>();
  const said = new Map<string, { person: number; source: number; value: number }>();
  const last = new Map<number, { on: string; key: string }>();
  for (const [place, row] of rows.entries()) {
    const key = foldText(row[at] ?? '');
    if (key === '') continue;
    const person = persons[place] ?? -1;
    const value = numbers.get(key) ?? numbers.size;
    numbers.set(key, value);
    said.set(`${person} ${row[0]} ${value}`, { person, source: sources.indexOf(row[0] ?? ''), value });
    const on = row[created] ?? '';
    if (on >= (last.get(person)?.on ?? '')) last.set(person, { on, key });
  }
  const all = [...said.values()];
  const trust = fitSources(
    {
      items: Int32Array.from(all, ({ person }) => person),
      sources: Int32Array.from(all, ({ source }) => source),
      values: Int32Array.from(all, ({ value }) => value),
    },
    sources.length,
  );
  const byPerson = new Map<number, typeof all>();
  for (const one of all) byPerson.set(one.person, [...(byPerson.get(one.person) ?? []), one]);
  return [...last].map(([person, { key }]) => {
    const its = byPerson.get(person) ?? [];
    const value = numbers.get(key) ?? -1;
    const agreed = its.every((one) => one.value === value);
    const level =
      new Set(its.map(({ source }) => source)).size < 2 ? 'alone' : agreed ? 'agreed' : 'disputed';
    const isRight = rightOf(personAt(market, person)).map(foldText).includes(key);
    return { probability: probabilities(trust, its).get(value) ?? 0, right: Number(isRight), level };
  });
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Mean squared error of a probability, the one told against the best a level could do: its own share of right values. */
function errors(judged: ReturnType<typeof readField>) {
  const share = new Map(
    ['alone', 'agreed', 'disputed'].map((level) => [
      level,
      mean(judged.filter((one) => one.level === level).map(({ right }) => right)),
    ]),
  );
  return {
    told: mean(judged.map(({ probability, right }) => (probability - right) ** 2)),
    byLevel: mean(judged.map(({ level, right }) => ((share.get(level) ?? 0) - right) ** 2)),
  };
}

/** What was told and what came true, in bins with 60 values or more. */
function calibration(judged: ReturnType<typeof readField>) {
  const cuts = [0.5, 0.8, 0.9, 0.95, 0.99, 1.01];
  return cuts.flatMap((below, place) => {
    const inside = judged.filter(
      ({ probability }) => probability < below && probability >= (cuts[place - 1] ?? 0),
    );
    if (inside.length < 60) return [];
    return [
      {
        below,
        count: inside.length,
        told: mean(inside.map((one) => one.probability)),
        came: mean(inside.map((one) => one.right)),
      },
    ];
  });
}

const isoDay = (days: number) => {
  const { year, month, day } = civilDate(days);
  return [String(year), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
};

const right = {
  given_name: (person: Truth) => [person.givenName],
  family_name: (person: Truth) => [person.surname, person.birthSurname],
  birth_date: (person: Truth) => [isoDay(person.birthDay)],
};

it.each(['given_name', 'birth_date'] as const)(
  '%s: what it tells comes true in each bin, and it says more than the best level would',
  (column) => {
    const judged = readField(column, right[column]);
    const bins = calibration(judged);
    expect(bins.length).toBeGreaterThan(2);
    for (const { told, came, count } of bins)
      expect(Math.abs(told - came)).toBeLessThan(0.015 + 3 * Math.sqrt(0.25 / count));
    const { told, byLevel } = errors(judged);
    expect(told).toBeLessThan(byLevel * 0.97);
  },
  60_000,
);

it('a family name, of which there may be two right ones, is told too low where sources differ, never too high', () => {
  const judged = readField('family_name', right.family_name);
  for (const { told, came, count } of calibration(judged))
    expect(told - came).toBeLessThan(0.015 + 3 * Math.sqrt(0.25 / count));
  const { told, byLevel } = errors(judged);
  expect(told).toBeLessThan(byLevel * 0.97);
}, 60_000);

it('an e-mail, of which people have several, is told worse than by a level: it is not for such fields', () => {
  const { told, byLevel } = errors(readField('email', ({ emails }) => emails));
  expect(told).toBeGreaterThan(byLevel);
}, 60_000);
