const places = 6;
const one = 1_000_000n;

/**
 * Exact decimal arithmetic on amounts, as an integer of millionths: sources give up to 3 decimals, unit costs more.
 * A plain decimal text (`-1234.5`); refuses anything else with `undefined`. More than 6 decimals must be zeros.
 */
export function parseDecimal(text: string): bigint | undefined {
  const parts = /^([+-]?)(\d{1,20})(?:\.(\d*))?$/.exec(text.trim());
  if (parts === null) return undefined;
  const [, sign, whole = '0', fraction = ''] = parts;
  if (!/^0*$/.test(fraction.slice(places))) return undefined;
  const micros = BigInt(whole) * one + BigInt(fraction.slice(0, places).padEnd(places, '0'));
  return sign === '-' ? -micros : micros;
}

/** The shortest plain text of an amount in millionths: `9747747.934`, never an exponent, no trailing zeros. */
export function formatDecimal(micros: bigint): string {
  const size = micros < 0n ? -micros : micros;
  const fraction = String(size % one)
    .padStart(places, '0')
    .replace(/0+$/, '');
  return `${micros < 0n ? '-' : ''}${size / one}${fraction === '' ? '' : `.${fraction}`}`;
}

/** The same text as the warehouse or PostgreSQL gives it, without trailing zeros; `null` stays `null`. */
export function trimDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** The exact product of two amounts in millionths, rounded half away from zero to a millionth. */
export function multiplyDecimals(a: bigint, b: bigint): bigint {
  const product = a * b;
  const half = product < 0n ? -(one / 2n) : one / 2n;
  return (product + half) / one;
}
