const absent = new Set(['nan', 'null', 'none', 'n a', 'unknown', 'inconnu', 'inconnue', 'nc']);

/** Whether a folded value stands for none: empty, or a word that programs and people write for "not known". */
export function isAbsent(folded: string): boolean {
  return folded === '' || (folded.length <= 8 && absent.has(folded));
}
