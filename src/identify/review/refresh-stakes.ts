import { findModelInForce, readMatchingSettings } from '#identify/matching';
import { bitsOf } from '#analytics/matching';
import { type DatabaseServer, inTransaction } from '#platform/database';
import type { Warehouse } from '#platform/warehouse';
import { personsAtStake, replaceStakes, type Stake } from './stakes.store.ts';

export type StakeNeeds = { readonly server: Pick<DatabaseServer, 'db'>; readonly warehouse: Warehouse };

const personsAtOnce = 20_000;

type Sold = { readonly personId: number | string; readonly netSales: string; readonly mainCurrency: string };

/** Only the currency that most lines are in: amounts of several are not added. An array of one, so that nothing sold is nothing read. */
const netSalesOf = `
  WITH (SELECT groupArray(currency)[1] FROM (
    SELECT currency FROM order_lines GROUP BY currency ORDER BY count() DESC, currency LIMIT 1)) AS usual
  SELECT person_id AS "personId", sum(net) AS "netSales", any(usual) AS "mainCurrency"
  FROM order_lines WHERE person_id IN {personIds:Array(UInt64)} AND currency = usual
  GROUP BY person_id HAVING "netSales" > 0`;

/**
 * Reads anew what everybody whose pairs wait to be looked at bought, in the currency of most orders: the queue begins where most is at stake.
 * By person, so that it holds through merges. Doing it twice changes nothing. Answers how many persons bought something.
 */
export async function refreshStakes({ server, warehouse }: StakeNeeds): Promise<number> {
  const model = await findModelInForce(server.db);
  const { reviewFrom } = await readMatchingSettings(server.db);
  const persons =
    model === undefined ? [] : await personsAtStake(server.db, model.modelId, bitsOf(reviewFrom));
  const stakes: Stake[] = [];
  for (let from = 0; from < persons.length; from += personsAtOnce) {
    const personIds = persons.slice(from, from + personsAtOnce);
    for (const { personId, netSales, mainCurrency } of await warehouse.query<Sold>(netSalesOf, { personIds }))
      stakes.push({ personId: Number(personId), netSales, currency: mainCurrency });
  }
  await inTransaction(server.db, (trx) => replaceStakes(trx, stakes));
  return stakes.length;
}
