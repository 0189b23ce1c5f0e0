const noBreak = '\u00a0';
const narrowNoBreak = '\u202f';

/**
 * French as it is typeset, so that no line ends on « or begins with » : ; ! or ?: what guillemets hold and the colon keep a no-break space,
 * the other high punctuation a narrow one (Imprimerie nationale, Lexique des règles typographiques). Only a plain space already
 * there is changed: 12:30, ::, addresses and code come back as they were, and so does a text set already.
 */
export function setFrench(text: string): string {
  return text
    .replace(/« /g, `«${noBreak}`)
    .replace(/ »/g, `${noBreak}»`)
    .replace(/ :(?=\s|$)/g, `${noBreak}:`)
    .replace(/(?<!«) (?=[;!?]+(?:[\s»)”…]|$))/g, narrowNoBreak);
}
