import { readPersonsOf } from '#identify/customers';
import type { Database } from '#platform/database';
import { formatDecimal, parseDecimal, trimDecimal } from '#platform/money';
import type { HouseholdView, HouseholdWithSales } from './api.ts';

/** What each of these persons bought less what came back; those who never bought are left out. */
export type SalesReader = (
  personIds: readonly number[],
) => Promise<ReadonlyMap<number, { readonly netSales: string; readonly currency: string }>>;

/** Households with what each member bought, and all of them together, over all time. */
export async function withSales(
  needs: { readonly db: Database; readonly sales: SalesReader },
  homes: readonly HouseholdView[],
): Promise<HouseholdWithSales[]> {
  const customers = homes.flatMap(({ members }) => members.map(({ customerId }) => customerId));
  const persons = await readPersonsOf(needs.db, customers);
  const sales = await needs.sales([...persons.values()].flat());
  const bought = (customerId: number) =>
    (persons.get(customerId) ?? []).flatMap((personId) => sales.get(personId) ?? []);
  return homes.map((home) => ({
    ...home,
    members: home.members.map((member) => ({ ...member, netSales: sumOf(bought(member.customerId)) })),
    netSales: sumOf(home.members.flatMap(({ customerId }) => bought(customerId))),
    currency: home.members.flatMap(({ customerId }) => bought(customerId))[0]?.currency ?? '',
  }));
}

function sumOf(sales: readonly { readonly netSales: string }[]): string {
  const micros = sales.reduce((sum, { netSales }) => sum + (parseDecimal(netSales) ?? 0n), 0n);
  return trimDecimal(formatDecimal(micros));
}
