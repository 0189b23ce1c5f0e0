/** Only the digits of a text: how phone and card numbers are searched. */
export function digitsOf(text: string): string {
  return text.replace(/\D+/g, '');
}
