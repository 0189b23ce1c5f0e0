import { bytesOf, type GrowingColumn } from './native-block.ts';

/** Decimals written `-12.5`, with at most `scale` of 18 digits after the point. An empty one is NULL where that is allowed, else 0. */
export function decimalColumn(scale: number, nullable: boolean): GrowingColumn {
  const type = `Decimal(18, ${scale})`;
  const words = longColumn((text, into, at) => writeDecimal(text, scale, into, at));
  if (!nullable) return { ...words, type };
  let nulls = new Uint8Array(8_192);
  let rows = 0;
  return {
    type: `Nullable(${type})`,
    add: (text) => {
      if (rows === nulls.length) {
        const larger = new Uint8Array(nulls.length * 2);
        larger.set(nulls);
        nulls = larger;
      }
      nulls[rows] = text === '' ? 1 : 0;
      rows += 1;
      return words.add(text) + 1;
    },
    data: (kept) => {
      const marks = kept === undefined ? nulls.subarray(0, rows) : kept.map((place) => nulls[place] ?? 0);
      return Buffer.concat([Uint8Array.from(marks), words.data(kept)]);
    },
  };
}

/** Moments written `2026-11-22 08:30:00.000` in UTC. */
export const momentColumn = (): GrowingColumn => ({
  ...longColumn(writeMoment),
  type: "DateTime64(3, 'UTC')",
});

type WriteLong = (text: string, into: Int32Array, at: number) => void;

/** Values of 64 bits: two words, the lower first. */
function longColumn(write: WriteLong): Omit<GrowingColumn, 'type'> {
  let words = new Int32Array(16_384);
  let used = 0;
  let last: string | undefined;
  return {
    add: (text) => {
      if (used === words.length) {
        const larger = new Int32Array(words.length * 2);
        larger.set(words);
        words = larger;
      }
      if (text === last) {
        words[used] = words[used - 2] ?? 0;
        words[used + 1] = words[used - 1] ?? 0;
      } else write(text, words, used);
      last = text;
      used += 2;
      return 8;
    },
    data: (kept) => {
      if (kept === undefined) return bytesOf(words.subarray(0, used));
      const data = new Int32Array(kept.length * 2);
      for (let row = 0; row < kept.length; row += 1) {
        data[row * 2] = words[(kept[row] ?? 0) * 2] ?? 0;
        data[row * 2 + 1] = words[(kept[row] ?? 0) * 2 + 1] ?? 0;
      }
      return bytesOf(data);
    },
  };
}

function writeLong(value: number, into: Int32Array, at: number): void {
  into[at] = value;
  into[at + 1] = Math.floor(value / 2 ** 32);
}

const powers = Array.from({ length: 19 }, (_, power) => 10 ** power);

/** Whole numbers below 2^53 lose no digit; longer ones go through big integers. */
function writeDecimal(text: string, scale: number, into: Int32Array, at: number): void {
  let digits = 0;
  let decimals = -1;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    if (code === 46) decimals = 0;
    else if (code !== 45) {
      digits = digits * 10 + code - 48;
      if (decimals !== -1) decimals += 1;
    }
  }
  const missing = scale - Math.max(0, decimals);
  if (missing < 0) throw new Error(`A decimal of a column has more than ${scale} digits after the point.`);
  const value = digits * (powers[missing] ?? 1);
  if (value < Number.MAX_SAFE_INTEGER) {
    writeLong(text.charCodeAt(0) === 45 ? -value : value, into, at);
    return;
  }
  const long = BigInt.asUintN(64, BigInt(text.replace('.', '')) * 10n ** BigInt(missing));
  into[at] = Number(long & 0xffff_ffffn);
  into[at + 1] = Number(long >> 32n);
}

function writeMoment(text: string, into: Int32Array, at: number): void {
  const part = (from: number, to: number) => Number(text.slice(from, to));
  const days = Date.UTC(part(0, 4), part(5, 7) - 1, part(8, 10));
  writeLong(days + ((part(11, 13) * 60 + part(14, 16)) * 60 + part(17, 19)) * 1000 + part(20, 23), into, at);
}
