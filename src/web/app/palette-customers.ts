/** Customers whose name, mail, phone or card begin with what is typed. */
export function usePaletteCustomers(
  _query: string,
): { id: string; label: string; detail?: string; to: string }[] {
  return [];
}
