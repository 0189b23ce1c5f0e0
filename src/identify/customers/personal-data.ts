import type { DatabaseTransaction } from '#platform/database';

/** One human being as everything that is held of her is found: numbers, keys of sources, and what tells of her in a text. */
export type Subject = {
  readonly customerId: number;
  readonly personIds: readonly number[];
  readonly keys: readonly { readonly sourceId: number; readonly sourceKey: string }[];
  readonly emails: readonly string[];
  readonly cards: readonly string[];
  /** A text speaks of her when it has all the words of one of these groups: [["anna@x.fr"], ["anna", "durand"]]. */
  readonly told: readonly (readonly string[])[];
  /** Imports that mention her: their files hold her lines. */
  readonly importIds: readonly number[];
};

/** How many rows, texts or files were erased, by what they were. */
export type ErasedCounts = Readonly<Record<string, number>>;

/**
 * How a module erases what it holds of one person: offered by each, gathered in `app/`, so that erasure reaches what lies to the
 * right of the one who orders it. Both bear being done again; figures may stay, under a number that leads to nobody.
 */
export type PersonalData = {
  readonly name: string;
  /** In PostgreSQL: all modules in one transaction, customers last. */
  erase?(trx: DatabaseTransaction, subject: Subject, at: Date): Promise<ErasedCounts>;
  /** In the warehouse and among the files, once the other is committed and nothing about her is on its way any more. */
  eraseElsewhere?(subject: Subject): Promise<ErasedCounts>;
};
