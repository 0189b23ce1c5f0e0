import { isRefusal } from '#platform/errors';
import { type AnyRoute, route } from '#platform/http';
import { CompanyParams, CompanyView, ListCompaniesQuery, ListCompaniesReply, ParentBody } from './api.ts';
import { setParent } from './set-parent.ts';
import { type CompanyNeeds, pageOfCompanies, viewCompany } from './view-company.ts';

/** Companies over HTTP: the list, one with its people and group, and whom it belongs to. */
export function companiesRoutes(needs: CompanyNeeds): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/v1/companies',
      permission: 'customers:read',
      summary: 'Companies that people’s records name, by name; search by name or SIREN',
      query: ListCompaniesQuery,
      reply: ListCompaniesReply,
      handle: ({ query }) => pageOfCompanies(needs.db, query),
    }),
    route({
      method: 'GET',
      path: '/api/v1/companies/{companyId}',
      permission: 'customers:read',
      summary: 'A company: people and roles, establishments, group, sales of all',
      params: CompanyParams,
      reply: CompanyView,
      handle: ({ params }) => viewCompany(needs, params),
    }),
    route({
      method: 'PUT',
      path: '/api/v1/companies/{companyId}/parent',
      permission: 'customers:write',
      summary: 'Say which company it belongs to (parentSiren: null for none), over what records say',
      params: CompanyParams,
      body: ParentBody,
      reply: CompanyView,
      audit: 'company.parent-set',
      handle: async ({ params, body, actor }) => {
        const set = await setParent(needs, { ...params, ...body, by: actor?.name ?? 'nobody' });
        return isRefusal(set) ? set : viewCompany(needs, set);
      },
    }),
  ];
}
