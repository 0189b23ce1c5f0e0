import type { Condition } from '#differentiate/attributes';
import type { ValueSnapshot } from '#differentiate/value';
import type { Database } from '#platform/database';
import { type Words, words } from '#platform/module';
import type { Warehouse } from '#platform/warehouse';
import type { Answer, Estimate } from './api.ts';

/** What an answer is worked out from. */
export type Asked = {
  readonly db: Database;
  readonly warehouse: Warehouse;
  readonly snapshot: ValueSnapshot;
  /** What campaigns changed in margin, as far as they were measured. */
  readonly campaigns: () => Promise<readonly MeasuredCampaign[]>;
};

export type MeasuredCampaign = {
  readonly name: string;
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
};

export type Question = {
  readonly id: string;
  readonly question: Words;
  readonly population: Words;
  readonly method: Words;
  readonly answer: (asked: Asked) => Promise<Told>;
};

/** What an answer says; the rest is the question's. */
export type Told =
  | {
      readonly answer: Estimate;
      readonly sentence: Words;
      readonly rows?: Answer['rows'];
      readonly condition?: Condition;
    }
  | { readonly missing: Words };

/** Writes sums of a currency without cents, as each language does. */
export function roundMoney(currency: string): (value: number, language: 'fr' | 'en') => string {
  const style = { style: 'currency', currency, maximumFractionDigits: 0 } as const;
  const formats = { fr: new Intl.NumberFormat('fr-FR', style), en: new Intl.NumberFormat('en-GB', style) };
  return (value, language) => formats[language].format(value);
}

const numbers = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-GB') };

/**
 * A sentence about a count, `#` standing for it: digits grouped, and singular (first) or plural (second), as each language has them.
 * French says 0 and 1 in the singular, English 1 alone.
 */
export function howMany(
  count: number,
  fr: readonly [one: string, more: string],
  en: readonly [one: string, more: string],
): Words {
  return words(
    fr[count < 2 ? 0 : 1].replace('#', numbers.fr.format(count)),
    en[count === 1 ? 0 : 1].replace('#', numbers.en.format(count)),
  );
}

/** A number that was counted or added up, not estimated. */
export const counted = (value: number, unit: Estimate['unit'] = 'customers'): Estimate => ({
  ...{ value, low: null, high: null, unit },
});

/** A mean with its interval by the normal, from the standard error of the mean; no interval from fewer than two. */
export function meanOf(
  row: { mean: number; deviation: number; customers: number },
  unit: Estimate['unit'],
): Estimate {
  const off = row.customers < 2 ? null : (1.96 * row.deviation) / Math.sqrt(row.customers);
  return {
    ...{ value: row.mean, unit },
    low: off === null ? null : row.mean - off,
    high: off === null ? null : row.mean + off,
  };
}

/** A sum spent per one obtained; the number obtained varies as Poisson's law: its interval by the square root (Bartlett 1936). */
export function costPer(spent: number, obtained: number): Estimate {
  const [low, high] = [Math.sqrt(obtained) + 0.98, Math.max(0.02, Math.sqrt(obtained) - 0.98)];
  return { value: spent / obtained, low: spent / low ** 2, high: spent / high ** 2, unit: 'money' };
}
