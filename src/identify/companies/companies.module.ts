import type { DatabaseServer } from '#platform/database';
import type { Module } from '#platform/module';
import { companiesRoutes } from './companies.routes.ts';
import { deriveCompanies } from './derive-companies.ts';
import type { CompanyNeeds } from './view-company.ts';

/** Companies as people's records name them: worked out anew after each import. */
export function companiesModule(
  needs: Omit<CompanyNeeds, 'db'> & { readonly server: DatabaseServer },
): Module {
  const derive = async () => {
    await deriveCompanies(needs);
  };
  return {
    name: 'identify/companies',
    routes: companiesRoutes({ ...needs, db: needs.server.db }),
    hears: { 'import.finished': derive, 'import.undone': derive },
  };
}
