/** One doubt about a particular: a stable code, and what might be meant instead, to be proposed and never applied unasked. */
export type Problem = { readonly code: string; readonly proposal?: string };

/** A problem with its proposal when there is one. */
export function problem(code: string, proposal?: string): Problem {
  return proposal === undefined ? { code } : { code, proposal };
}
