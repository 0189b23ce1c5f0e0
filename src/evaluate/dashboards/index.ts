export type { Overview } from './api.ts';
export { dashboardsModule } from './dashboards.module.ts';
