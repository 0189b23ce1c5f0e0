export { screeningModule } from './screening.module.ts';
