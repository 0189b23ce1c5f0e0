export { type CsvCell, csvLine, csvStart } from './csv-line.ts';
