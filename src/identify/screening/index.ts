export { screeningData } from './screening-data.ts';
export { screeningModule } from './screening.module.ts';
