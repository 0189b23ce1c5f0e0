/** A local date and time as numbers; month 1–12. */
export type DateParts = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
};

const tokens = {
  yyyy: ['year', '(\\d{4})'],
  yy: ['year', '(\\d{2})'],
  MM: ['month', '(\\d{1,2})'],
  dd: ['day', '(\\d{1,2})'],
  HH: ['hour', '(\\d{1,2})'],
  mm: ['minute', '(\\d{2})'],
  ss: ['second', '(\\d{2})'],
  SSS: ['millisecond', '(\\d{3})'],
} as const satisfies Readonly<Record<string, readonly [keyof DateParts, string]>>;

/** Whether a pattern names at least a day, a month and a year and nothing unknown. */
export function isDatePattern(pattern: string): boolean {
  if (pattern === 'iso') return true;
  const names = pattern.match(/[a-zA-Z]+/g) ?? [];
  const known = names.every(
    (name) => /^(?:yyyyMMdd|yyMMdd|ddMMyyyy|HHmmss|HHmm|T)$/.test(name) || name in tokens,
  );
  return known && /yy/.test(pattern) && pattern.includes('MM') && pattern.includes('dd');
}

/**
 * Compiles a pattern such as `dd/MM/yyyy HH:mm` into a reader of texts. `yy` below 70 is 20yy, else 19yy.
 * One or two digits are read for day, month and hour when signs separate them, exactly two when nothing does.
 */
export function patternReader(pattern: string): (text: string) => DateParts | undefined {
  const fields: (keyof DateParts)[] = [];
  const joined = /[a-zA-Z]{5,}/.test(pattern);
  const source = pattern.replace(/yyyy|yy|MM|dd|HH|mm|ss|SSS|[^a-zA-Z0-9]|[a-zA-Z]/g, (part) => {
    const token = part in tokens ? tokens[part as keyof typeof tokens] : undefined;
    if (token === undefined) return part.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
    fields.push(token[0]);
    return joined ? token[1].replace('{1,2}', '{2}') : token[1];
  });
  const expression = new RegExp(`^${source}$`);
  const short = !pattern.includes('yyyy');
  return (text) => {
    const found = expression.exec(text);
    if (found === null) return undefined;
    const parts: DateParts = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
    for (const [index, field] of fields.entries()) parts[field] = Number(found[index + 1]);
    if (short) parts.year += parts.year < 70 ? 2000 : 1900;
    return parts;
  };
}

/** Whether the calendar has this moment: 31/02/2024 and 25:00 do not exist. */
export function exists(parts: DateParts): boolean {
  const { year, month, day, hour, minute, second } = parts;
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false;
  return day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
