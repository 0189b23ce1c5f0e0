import { foldText } from '#analytics/text';

/** Legal forms: tell a company at either end of a name of two words or more. */
const forms = new Set(
  `sarl sas sasu sa eurl sci snc scop scic earl gaec selarl gie asbl ltd limited inc llc llp plc gmbh ag kg bv nv spa srl sprl cie corp`.split(
    ' ',
  ),
);

/** A folded name without its legal form at either end: `dupont et fils sarl` → `dupont et fils`; a name that is nothing else stays. */
export function withoutLegalForm(folded: string): string {
  const words = folded.split(' ').filter((word) => word !== '');
  const first = forms.has(words[0] ?? '') && words.length > 1 ? 1 : 0;
  const last = forms.has(words.at(-1) ?? '') && words.length - first > 1 ? -1 : words.length;
  return words.slice(first, last).join(' ');
}

/** Words that begin the name of an organisation. */
const openings = new Set(
  `societe ste ets etablissement etablissements entreprise association assoc mairie commune communaute syndicat cabinet clinique
  hotel restaurant pharmacie garage boulangerie boucherie lycee college ecole universite comite cse fondation federation groupe hopital
  ministere prefecture conseil agence banque librairie transports company club amicale centre maison residence ehpad crous office`.split(
    /\s+/,
  ),
);

/** Whether a name is that of an organisation: a legal form at one end, "& Cie", or a word that organisations begin with. */
export function isCompanyName(text: string): boolean {
  const words = foldText(text).split(' ');
  if (words.length < 2) return false;
  const [first = ''] = words;
  return (
    forms.has(first) ||
    forms.has(words.at(-1) ?? '') ||
    (openings.has(first) && !/^(ste|centre)$/.test(first))
  );
}
