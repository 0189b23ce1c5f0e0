/** A SIREN or a SIRET in groups, as people read it: "732 829 320 00074"; nothing for none. */
export function sirenInGroups(number: string | null): string {
  return (number ?? '').replace(/^(\d{3})(\d{3})(\d{3})/, '$1\u00a0$2\u00a0$3\u00a0').trim();
}
