export { jobsModule } from './jobs.module.ts';
