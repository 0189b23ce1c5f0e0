import { trimDecimal } from '#platform/money';

const places = 12;
const one = 10n ** BigInt(places);

/** Decimal text of up to twelve decimals as a whole number of the twelfth. Finer than money: counts times prices are not rounded. */
export function parseExact(text: string): bigint {
  const [, sign, whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  if (sign === undefined) throw new Error(`Not a decimal: ${text}.`);
  const value = BigInt(whole) * one + BigInt(fraction.slice(0, places).padEnd(places, '0'));
  return sign === '-' ? -value : value;
}

/** The shortest text of such a number. */
export function formatExact(value: bigint): string {
  const size = value < 0n ? -value : value;
  const text = `${size / one}.${String(size % one).padStart(places, '0')}`;
  return `${value < 0n ? '-' : ''}${trimDecimal(text)}`;
}

/** The sum of some amounts less others, exactly. */
export function addExact(plus: readonly string[], minus: readonly string[] = []): string {
  const sum = (amounts: readonly string[]) => amounts.reduce((all, amount) => all + parseExact(amount), 0n);
  return formatExact(sum(plus) - sum(minus));
}

/** The product of two amounts, cut to twelve decimals. */
export function timesExact(a: string, b: string): string {
  return formatExact((parseExact(a) * parseExact(b)) / one);
}
