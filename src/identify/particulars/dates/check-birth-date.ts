import { type Problem, problem } from '../problem.ts';
import { isDate } from './is-date.ts';

/** Days that programs write when they have none: the first of a calendar, of an epoch, of a spreadsheet. */
const defaults = new Set(
  '1900-01-01 1899-12-30 1899-12-31 1901-01-01 1904-01-01 1970-01-01 1111-11-11 1753-01-01 0001-01-01 9999-12-31 2000-01-01 1900-01-02'.split(
    ' ',
  ),
);
/** The oldest anybody has been: 122 years (Jeanne Calment, 1875–1997). */
const oldestYears = 122;
/** Under this age consent is a parent's in France (loi Informatique et Libertés, art. 45). */
const youngestYears = 15;

/**
 * What is doubtful in a date of birth (YYYY-MM-DD) seen from `today`: no day of the calendar, to come, older than anybody has
 * been, one that programs write by default, any first of January (ten times too frequent where only the year was asked), a child's.
 */
export function checkBirthDate(text: string, today: string): Problem[] {
  const date = text.trim();
  if (!isDate(date)) return [problem('birth-date-impossible')];
  if (defaults.has(date)) return [problem('birth-date-default')];
  if (date > today || yearsBetween(date, today) > oldestYears) return [problem('birth-date-impossible')];
  if (date.endsWith('-01-01')) return [problem('birth-date-first-of-january')];
  return yearsBetween(date, today) < youngestYears ? [problem('birth-date-child')] : [];
}

/** Whole years from one day to another. */
function yearsBetween(from: string, to: string): number {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}
