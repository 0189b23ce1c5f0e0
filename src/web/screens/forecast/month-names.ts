/** The months from January on, in words of a language. */
export function monthNames(language: string) {
  const named = (style: 'long' | 'short') => {
    const { format } = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
    return Array.from({ length: 12 }, (_, month) => format(Date.UTC(2026, month, 15)));
  };
  return { long: named('long'), short: named('short') };
}
