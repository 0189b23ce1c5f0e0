export { companiesData } from './companies-data.ts';
export { companiesModule } from './companies.module.ts';
export { deriveCompanies } from './derive-companies.ts';
export { companiesPart } from './view-company.ts';
