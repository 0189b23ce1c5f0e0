import { exists, patternReader } from '../values/date-pattern.ts';
import { momentReader } from '../values/read-date.ts';

/** How the dates of a column are written: the pattern that reads most of its values, and how sure it is the right one. */
export type ColumnDates = {
  readonly pattern: string;
  /** Share of the values it reads. */
  readonly share: number;
  /** Values it reads, of those looked at. */
  readonly read: number;
  /** Low when another pattern reads as many: no day above 12 was seen. */
  readonly confidence: number;
  readonly withTime: boolean;
};

const days = [
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd-MM-yyyy',
  'MM-dd-yyyy',
  'dd.MM.yyyy',
  'yyyy/MM/dd',
  'dd/MM/yy',
  'MM/dd/yy',
];
const times = ['', ' HH:mm', ' HH:mm:ss'];
const written = [...days.flatMap((day) => times.map((time) => day + time)), 'yyyyMMdd', 'yyyyMMddHHmmss'];

const readers: readonly { pattern: string; reads: (text: string) => boolean }[] = [
  { pattern: 'iso', reads: reads(momentReader('iso', 'UTC')) },
  ...written.map((pattern) => {
    const parts = patternReader(pattern);
    return {
      pattern,
      reads: (text: string) => {
        const found = parts(text);
        return found !== undefined && exists(found) && found.year >= 1900 && found.year <= 2100;
      },
    };
  }),
];

function reads(read: (text: string) => string | undefined) {
  return (text: string) => read(text) !== undefined;
}

/** Whether, and how, the values of a column are dates; undefined when fewer than three fifths are. */
export function columnDates(values: readonly string[]): ColumnDates | undefined {
  const likely = values.filter((value) => value.length >= 6 && value.length <= 30 && /^\d/.test(value));
  if (likely.length === 0 || likely.length < values.length * 0.6) return undefined;
  const tried = readers
    .map(({ pattern, reads: readsOne }) => ({ pattern, read: likely.filter(readsOne).length }))
    .filter(({ read }) => read >= values.length * 0.6)
    .sort((one, other) => other.read - one.read);
  const [best, second] = tried;
  if (best === undefined) return undefined;
  // Numbers of eight digits are dates only when all of several are.
  if (best.pattern.startsWith('yyyyMMdd') && (best.read < values.length || best.read < 3)) return undefined;
  const share = best.read / values.length;
  return {
    ...best,
    share,
    confidence: second?.read === best.read ? 0.6 : Math.min(0.99, share),
    withTime:
      best.pattern === 'iso' ? likely.some((value) => value.includes(':')) : best.pattern.includes('HH'),
  };
}
