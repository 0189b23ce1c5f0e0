import { z } from 'zod';
import { foldText } from '#analytics/text';
import { type CustomerPagePart, readCustomerCards } from '#identify/customers';
import { ordersPart } from '#identify/history';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database';
import { isRefusal, type Outcome, refuse } from '#platform/errors';
import type { Warehouse } from '#platform/warehouse';
import type { CompanyView, ListCompaniesReply } from './api.ts';
import {
  companiesBySiren,
  countCompanies,
  findCompany,
  listCompanies,
  readParents,
  rolesAt,
  rolesOf,
  type StoredRole,
} from './companies.store.ts';
import { headsOf } from './company.ts';

export type CompanyNeeds = { readonly db: Database; readonly warehouse: Warehouse; readonly clock: Clock };

/** The refusal every route about one company gives. */
export function noSuchCompany(companyId: number) {
  return refuse('not-found', 'company-not-found', `There is no company ${companyId}.`, { companyId });
}

/** A company with its people, establishments, group and sales. Refuses one there is not. */
export async function viewCompany(
  needs: CompanyNeeds,
  input: { readonly companyId: number },
): Promise<Outcome<CompanyView>> {
  const company = await findCompany(needs.db, input.companyId);
  if (company === undefined) return noSuchCompany(input.companyId);
  const roles = await rolesAt(needs.db, company.companyId);
  const personIds = roles.map(({ personId }) => personId);
  const [group, sales, cards] = await Promise.all([
    groupOf(needs.db, company.siren),
    ordersPart(needs).read({ customerId: company.companyId, personIds }),
    readCustomerCards(
      needs.db,
      roles.map(({ customerId }) => customerId),
    ),
  ]);
  const { orders, netSales, netSales12Months, currency, lastOrderAt } = sales as CompanyView['sales'];
  return {
    ...company,
    ...group,
    establishments: establishmentsOf(roles),
    members: membersOf(roles).map(({ customerId, jobTitle, siret }) => {
      const card = cards.get(customerId);
      return { customerId, jobTitle, siret, name: card?.name ?? null, city: card?.city ?? null };
    }),
    sales: { orders, netSales, netSales12Months, currency, lastOrderAt },
  };
}

async function groupOf(db: Database, siren: string | null) {
  if (siren === null) return { parent: null, headSiren: null, subsidiaries: [] };
  const parents = await readParents(db);
  const parent = parents.get(siren);
  const below = [...parents].filter(([, its]) => its === siren).map(([its]) => its);
  const known = await companiesBySiren(db, [...below, ...(parent === undefined ? [] : [parent])]);
  const above = known.find((one) => one.siren === parent);
  const head = headsOf(parents)(siren);
  return {
    parent:
      parent === undefined
        ? null
        : { siren: parent, companyId: above?.companyId ?? null, name: above?.name ?? null },
    headSiren: head === siren ? null : head,
    subsidiaries: known.filter((one) => one.siren !== null && below.includes(one.siren)),
  };
}

/** One line a customer, with the role that is said, when several of her records work there. */
function membersOf(roles: readonly StoredRole[]): StoredRole[] {
  const members = new Map<number, StoredRole>();
  for (const role of roles) {
    const known = members.get(role.customerId);
    if (known === undefined || (known.jobTitle === null && role.jobTitle !== null))
      members.set(role.customerId, role);
  }
  return [...members.values()];
}

function establishmentsOf(roles: readonly StoredRole[]): CompanyView['establishments'] {
  const counts = new Map<string, number>();
  for (const { siret } of roles) if (siret !== null) counts.set(siret, (counts.get(siret) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([siret, people]) => ({ siret, people }));
}

/** Where a customer works, on her page. */
export function companiesPart(db: Database): CustomerPagePart {
  return { name: 'companies', read: ({ personIds }) => rolesOf(db, personIds) };
}

const Place = z.tuple([z.string(), z.int()]);

/** A page of companies by name. Refuses a cursor that no page gave. */
export async function pageOfCompanies(
  db: Database,
  asked: { readonly search: string; readonly limit: number; readonly cursor?: string | undefined },
): Promise<Outcome<z.infer<typeof ListCompaniesReply>>> {
  const after = readPlace(asked.cursor);
  if (isRefusal(after)) return after;
  const digits = asked.search.replace(/[\s.]/g, '');
  const words = /^\d{3,9}$/.test(digits)
    ? [digits]
    : foldText(asked.search)
        .split(' ')
        .filter((word) => word !== '');
  const rows = await listCompanies(db, { words, after, limit: asked.limit + 1 });
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const cursor =
    last === undefined ? '' : Buffer.from(JSON.stringify([last.name, last.companyId])).toString('base64url');
  return {
    items,
    nextCursor: rows.length > items.length ? cursor : null,
    total: await countCompanies(db, words),
  };
}

function readPlace(cursor: string | undefined): Outcome<readonly [string, number] | undefined> {
  if (cursor === undefined) return undefined;
  try {
    return Place.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch {
    return refuse(
      'invalid',
      'bad-cursor',
      'This page of the list cannot be found: start again from the first one.',
    );
  }
}
