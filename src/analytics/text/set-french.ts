/**
 * French as it is typeset: what « and » hold does not leave them at the end of a line, so that a no-break space stands inside each
 * (Imprimerie nationale, Lexique des règles typographiques). Other spaces are left as they are; a text set already comes back the same.
 */
export function setFrench(text: string): string {
  return text.replace(/« /g, '«\u00a0').replace(/ »/g, '\u00a0»');
}
