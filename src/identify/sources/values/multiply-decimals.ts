import { writeDecimal } from './read-decimal.ts';

/**
 * The exact product of two decimals written `-12.5`, as text, rounded half away from zero beyond 6 decimals.
 * Undefined when it has more than 12 digits before the decimals. Small products use whole-number arithmetic below 2^53,
 * the others big integers: neither loses a digit.
 */
export function multiplyDecimals(left: string, right: string): string | undefined {
  const leftScale = decimalsOf(left);
  const rightScale = decimalsOf(right);
  const scale = leftScale + rightScale;
  if (left.length + right.length <= 16) {
    const product = wholeOf(left) * wholeOf(right);
    if (scale <= 6) return placePoint(product, scale);
  }
  const product = BigInt(withoutPoint(left)) * BigInt(withoutPoint(right));
  const digits = (product < 0n ? -product : product).toString().padStart(scale + 1, '0');
  return writeDecimal(
    product < 0n,
    digits.slice(0, digits.length - scale),
    digits.slice(digits.length - scale),
    6,
  );
}

function decimalsOf(text: string): number {
  const point = text.indexOf('.');
  return point === -1 ? 0 : text.length - point - 1;
}

const withoutPoint = (text: string) => text.replace('.', '');

/** The digits of a short decimal as a whole number, the point left out. */
function wholeOf(text: string): number {
  let whole = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48) whole = whole * 10 + code - 48;
  }
  return text.charCodeAt(0) === 45 ? -whole : whole;
}

/** Writes a whole number with its last `scale` digits as decimals. */
function placePoint(whole: number, scale: number): string {
  if (whole === 0) return '0';
  if (scale === 0) return String(whole);
  let digits = String(Math.abs(whole));
  while (digits.length <= scale) digits = `0${digits}`;
  const at = digits.length - scale;
  return `${whole < 0 ? '-' : ''}${digits.slice(0, at)}.${digits.slice(at)}`;
}
