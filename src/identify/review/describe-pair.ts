import type { z } from 'zod';
import { type CustomerPagePart, findCustomer } from '#identify/customers';
import { explainPair, findAct, verdictsOf } from '#identify/matching';
import type { OrdersPart } from '#identify/history/api';
import type { Database } from '#platform/database';
import type { Outcome } from '#platform/errors';
import type { Act, PairReply, SideCustomer } from './api.ts';
import { noSuchPerson } from './decide-pair.ts';
import { describeSides } from './describe-sides.ts';
import { rangeOf } from './list-queue.ts';
import { readSharedKeys, readSideRows } from './sides.store.ts';

export type PairNeeds = { readonly db: Database; readonly orders: CustomerPagePart };

/** Two persons side by side: what is said of each, whose they are, what each field weighs, what was decided. Refuses unknown persons. */
export async function describePair(
  needs: PairNeeds,
  input: { readonly low: number; readonly high: number },
): Promise<Outcome<PairReply>> {
  const { db } = needs;
  const [low, high] = [Math.min(input.low, input.high), Math.max(input.low, input.high)];
  const sides = await describeSides(db, [low, high]);
  const [one, other] = [sides.get(low), sides.get(high)];
  if (one === undefined) return noSuchPerson(low);
  if (other === undefined) return noSuchPerson(high);
  const explanation = await explainPair(db, low, high);
  const keys = await readSharedKeys(db, [low, high]);
  return {
    ...{ low, high },
    kind:
      explanation === undefined
        ? null
        : await kindOf(db, explanation.bits, one.customerId === other.customerId),
    sides: [one, other],
    customers: [await customerOf(needs, one.customerId), await customerOf(needs, other.customerId)],
    explanation: explanation === undefined ? null : { ...explanation, fields: [...explanation.fields] },
    sharedKeys: keys.map(({ kind }) => kind),
    verdict: await verdictOf(db, low, high),
  };
}

async function kindOf(db: Database, bits: number, joined: boolean): Promise<PairReply['kind']> {
  if (joined) return 'joined';
  for (const kind of ['doubtful', 'contradiction'] as const) {
    const range = await rangeOf(db, kind);
    if (range !== undefined && bits >= range.fromBits && bits < range.belowBits) return kind;
  }
  return null;
}

async function verdictOf(db: Database, low: number, high: number): Promise<PairReply['verdict']> {
  const found = (await verdictsOf(db, [low])).find((one) => one.low === low && one.high === high);
  const act = found && (await findAct(db, found.actId));
  if (found === undefined || act === undefined) return null;
  return { verdict: found.verdict, act: { ...act, at: act.at.toISOString() } satisfies Act };
}

async function customerOf({ db, orders }: PairNeeds, id: number): Promise<z.infer<typeof SideCustomer>> {
  const customer = (await findCustomer(db, id)) ?? { customerId: id, personIds: [id] };
  const part = (await orders.read(customer)) as OrdersPart;
  const rows = await readSideRows(db, customer.personIds);
  return {
    customerId: customer.customerId,
    persons: rows
      .toSorted((a, b) => a.personId - b.personId)
      .map(({ personId, sourceId, sourceName, sourceKey, createdAt }) => ({
        ...{ personId, sourceKey, createdAt: createdAt.toISOString() },
        source: { sourceId, name: sourceName },
      })),
    orders: part.orders,
    netSales: part.netSales,
    currency: part.currency,
    lastOrderAt: part.lastOrderAt,
  };
}
