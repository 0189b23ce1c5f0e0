import { momentOf } from '#differentiate/value';
import type { Warehouse } from '#platform/warehouse';

const customer = "dictGetOrDefault('customer_of', 'customer_id', person_id, person_id)";
const asOf = "{asOf:DateTime64(3, 'UTC')}";
const cut = "{cut:DateTime64(3, 'UTC')}";

/** One row for each term of a contract (events `contract`: the first is its start, others renewals) and each end said (`contract-end`). */
const terms = `
  SELECT ${customer} AS customer_id, JSONExtractString(properties, 'contract') AS contract, type = 'contract' AS is_term,
         occurred_at AS at, amount, parseDateTime64BestEffortOrNull(JSONExtractString(properties, 'until'), 3, 'UTC') AS until
  FROM events WHERE person_id != 0 AND type IN ('contract', 'contract-end') AND occurred_at <= ${asOf}`;

/** On until its end and some days of grace have gone by without a term more; ended when that was said after the last term. */
const stateAt = (moment: string, when: string) =>
  `multiIf(maxIf(at, NOT is_term AND ${when}) > maxIf(at, is_term AND ${when}), 'ended',
           assumeNotNull(maxIf(until, is_term AND ${when})) + toIntervalDay({graceDays:UInt32}) < ${moment}, 'lapsed', 'on')`;

/** Contracts as of `asOf`: one row each; a term without an end is left out, as nothing tells when it is up. Bind `asOf` and `graceDays`. */
export const contractsNow = `
  SELECT customer_id, contract, toNullable(minIf(at, is_term)) AS started_at, assumeNotNull(maxIf(until, is_term)) AS ends_at,
         toUInt32(countIf(is_term) - 1) AS renewals, ${stateAt(asOf, '1')} AS state, argMaxIf(amount, at, is_term) AS amount, 1 AS is_fact
  FROM (${terms}) WHERE NOT is_term OR isNotNull(until) GROUP BY customer_id, contract HAVING countIf(is_term) > 0`;

const names = ['contract end', 'contract_end', 'end of contract', 'fin de contrat', 'échéance du contrat']
  .map((name) => `'${name}'`)
  .join(', ');
const endField = `parseDateTime64BestEffortOrNull(other[arrayFirst(name -> lowerUTF8(name) IN (${names}), mapKeys(other))], 3, 'UTC')`;

/** Ends of contracts that only a field of a file tells: no renewal is known of them. */
export const contractsOfFiles = `
  SELECT customer_id, '' AS contract, CAST(NULL AS Nullable(DateTime64(3, 'UTC'))) AS started_at, assumeNotNull(${endField}) AS ends_at,
         toUInt32(0) AS renewals, if(ends_at + toIntervalDay({graceDays:UInt32}) < ${asOf}, 'lapsed', 'on') AS state,
         CAST(NULL AS Nullable(Decimal(18, 6))) AS amount, 0 AS is_fact
  FROM customers FINAL WHERE is_deleted = 0 AND isNotNull(${endField})`;

type Moment = { readonly asOf: Date; readonly graceDays: number };

export type ContractSpan = { contracts: number; first: string; period_days: number };

/** How many contracts there are, since when, and how long a term usually lasts. */
export async function contractSpan(warehouse: Warehouse, { asOf: at }: Moment): Promise<ContractSpan> {
  const [row] = await warehouse.query<ContractSpan>(
    `SELECT uniqExact(customer_id, contract) AS contracts, toString(min(at)) AS first,
            quantileExact(0.5)(dateDiff('day', at, assumeNotNull(until))) AS period_days
     FROM (${terms}) WHERE is_term AND isNotNull(until)`,
    { asOf: momentOf(at) },
  );
  return row ?? { contracts: 0, first: '', period_days: 0 };
}

export type OutcomeRow = { renewals: number; lost: number; still: number };

/** Contracts by renewals behind them: those not renewed, and those that run. */
export function contractOutcomes(
  warehouse: Warehouse,
  { asOf: at, graceDays }: Moment,
): Promise<OutcomeRow[]> {
  return warehouse.query(
    `SELECT renewals, countIf(state != 'on') AS lost, countIf(state = 'on') AS still
     FROM (${contractsNow}) GROUP BY renewals ORDER BY renewals`,
    { asOf: momentOf(at), graceDays },
  );
}

export type RenewalRow = { renewals: number; up: number; renewed: number };

/** Contracts that ran at the cut and were up for renewal since (their days of grace included), by renewals behind them, and how many were renewed. */
export function renewalsSince(
  warehouse: Warehouse,
  input: Moment & { readonly cut: Date },
): Promise<RenewalRow[]> {
  const before = `at <= ${cut}`;
  return warehouse.query(
    `SELECT renewals, count() AS up, countIf(terms_now > terms_cut) AS renewed
     FROM (
       SELECT countIf(is_term AND ${before}) AS terms_cut, countIf(is_term) AS terms_now, toUInt32(terms_cut - 1) AS renewals,
              ${stateAt(cut, before)} AS state_cut, assumeNotNull(maxIf(until, is_term AND ${before})) AS ends_cut
       FROM (${terms}) WHERE NOT is_term OR isNotNull(until) GROUP BY customer_id, contract HAVING terms_cut > 0
     )
     WHERE state_cut = 'on' AND ends_cut + toIntervalDay({graceDays:UInt32}) <= ${asOf} GROUP BY renewals ORDER BY renewals`,
    { asOf: momentOf(input.asOf), cut: momentOf(input.cut), graceDays: input.graceDays },
  );
}
