export { dashboardsModule } from './dashboards.module.ts';
