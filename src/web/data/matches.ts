/** Whether a label holds the words typed, accents and case aside. */
export function matches(label: string, query: string): boolean {
  const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain(label).includes(plain(query.trim()));
}
