import { lockIdentity } from '#identify/customers';
import { type Database, inTransaction } from '#platform/database';
import { isRefusal, type Outcome } from '#platform/errors';
import type { PartCounts, PartScope } from './api.ts';
import { planParting } from './plan-parting.ts';
import { type ActDone, type ActNeeds, type By, recordAct, unlabelled } from './record-act.ts';

/**
 * Parts what an import, a model, or links of a range of probability joined, in one act that is undone in one. What people decided pair by pair stays. Refuses as `planParting` does.
 */
export async function partInBulk(
  needs: ActNeeds,
  input: By & { readonly of: PartScope },
): Promise<Outcome<ActDone>> {
  return inTransaction(needs.db, async (trx) => {
    await lockIdentity(trx);
    const plan = await planParting(trx, input.of);
    if (isRefusal(plan)) return plan;
    const decisions = unlabelled(plan.pairs, 'different');
    const act = { by: input.by, note: input.note, kind: 'unmerge' as const, scope: plan.scope, decisions };
    return recordAct(trx, needs, act, plan.persons);
  });
}

/** What such a parting would do, in numbers; nothing to part is numbers too. Refuses unknown models and more than 500,000 pairs. */
export async function countParting(
  db: Database,
  input: { readonly of: PartScope },
): Promise<Outcome<PartCounts>> {
  const plan = await planParting(db, input.of);
  if (isRefusal(plan))
    return plan.code === 'nothing-to-part'
      ? { customers: 0, customersAfter: 0, records: 0, pairs: 0, held: Number(plan.details['held'] ?? 0) }
      : plan;
  const { customers, customersAfter, persons, pairs, held } = plan;
  return { customers, customersAfter, held, records: persons.length, pairs: pairs.length };
}
