/**
 * SQL of a floating amount rounded to the cent, as a decimal of so many places. It is made of whole cents: a float is cut, not rounded, when it becomes a
 * decimal, which makes 2.009999 of 2.01.
 */
export const centsOf = (expression: string, places: 6 | 12): string =>
  `toDecimal128(toInt64(round((${expression}) * 100)), ${places}) / 100`;
