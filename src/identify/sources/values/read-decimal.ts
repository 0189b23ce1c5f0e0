/** A decimal as text that every engine reads alike (`-1234.5`), or undefined when the text is not one. */
export type ReadDecimal = (text: string) => string | undefined;

/** Spaces of every kind and apostrophes that group thousands; currency signs and codes around the number. */
const spaces = /[\s\u00a0\u202f\u2009'’]/g;
const currencyAround =
  /^(?:[€$£¥]|[A-Z]{3}(?=[\s\u00a0\u202f\d+-]))|(?:[€$£¥]|(?<=[\s\u00a0\u202f\d])[A-Z]{3})$/g;

/**
 * Reads amounts and quantities as people and programs write them: `1 234,56 €`, `1.234,56`, `(12,50)`, `12.50-`, `+3`.
 * `decimal` is the sign before decimals; the other of `.` and `,` may only group thousands. The value is kept digit for
 * digit, rounded half away from zero beyond `scale` decimals; more than 12 digits before the decimals are not read.
 * Programs write very large and very small numbers as `1e+05`: read without loss too.
 */
export function decimalReader(decimal: '.' | ',', scale = 6): ReadDecimal {
  const group = decimal === '.' ? ',' : '.';
  return (text) => {
    if (decimal === '.' && isPlain(text, scale)) return text;
    return readWritten(text, decimal, group, scale);
  };
}

/** Digits, at most one minus before and one point inside: most values are written so already. */
function isPlain(text: string, scale: number): boolean {
  const length = text.length;
  let at = text.charCodeAt(0) === 45 ? 1 : 0;
  if (length === at || length - at > 12) return false;
  let point = -1;
  for (; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (code !== 46 || point !== -1) return false;
    point = at;
  }
  return (
    point === -1 ||
    (point > 0 && text.charCodeAt(point - 1) !== 45 && point < length - 1 && length - point - 1 <= scale)
  );
}

function readWritten(text: string, decimal: string, group: string, scale: number): string | undefined {
  let rest = text.trim();
  let negative = false;
  if (rest.startsWith('(') && rest.endsWith(')')) {
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  rest = rest.replace(currencyAround, '').replace(spaces, '').replace('−', '-');
  if (/^[+-]/.test(rest)) {
    negative = negative !== rest.startsWith('-');
    rest = rest.slice(1).replace(currencyAround, '');
  } else if (rest.endsWith('-')) {
    negative = true;
    rest = rest.slice(0, -1);
  }
  const power = /^([\d.,]+)e([+-]?\d{1,2})$/i.exec(rest);
  if (power !== null) return shifted(negative, power[1] ?? '', Number(power[2]), decimal, scale);
  const [whole = '', decimals = '', ...more] = rest.split(decimal);
  if (more.length > 0) return undefined;
  const grouped = whole.includes(group);
  if (grouped && !new RegExp(`^\\d{1,3}(?:\\${group}\\d{3})+$`).test(whole)) return undefined;
  const digits = grouped ? whole.replaceAll(group, '') : whole;
  if (!/^\d*$/.test(digits) || !/^\d*$/.test(decimals) || digits + decimals === '') return undefined;
  return writeDecimal(negative, digits, decimals, scale);
}

function shifted(
  negative: boolean,
  mantissa: string,
  power: number,
  decimal: string,
  scale: number,
): string | undefined {
  const [whole = '', decimals = '', ...more] = mantissa.split(decimal);
  if (more.length > 0 || !/^\d$/.test(whole) || !/^\d*$/.test(decimals)) return undefined;
  if (power < 0) return writeDecimal(negative, '0', '0'.repeat(-power - 1) + whole + decimals, scale);
  const digits = whole + decimals.padEnd(power, '0');
  return writeDecimal(negative, digits.slice(0, power + 1), digits.slice(power + 1), scale);
}

/** Puts digits together, rounding half away from zero beyond `scale` decimals; undefined when too large for 12 digits. */
export function writeDecimal(
  negative: boolean,
  whole: string,
  decimals: string,
  scale: number,
): string | undefined {
  let digits = BigInt((whole || '0') + decimals.slice(0, scale).padEnd(scale, '0'));
  if (decimals.charCodeAt(scale) >= 53) digits += 1n;
  const text = digits.toString().padStart(scale + 1, '0');
  const integer = text.slice(0, text.length - scale);
  if (integer.length > 12) return undefined;
  const fraction = text.slice(text.length - scale).replace(/0+$/, '');
  const sign = negative && digits !== 0n ? '-' : '';
  return `${sign}${integer}${fraction === '' ? '' : `.${fraction}`}`;
}
