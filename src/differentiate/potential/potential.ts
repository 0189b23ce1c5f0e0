import { type Words, words } from '#platform/module';
import { levelWords } from './level-words.ts';
import type { TraitSource } from './traits.ts';

/** What became of a customer's declared share of wallet: `fresh` and `undated` speak, the others leave the word to those alike. */
export const saidStates = [
  'none',
  'impossible',
  'zero',
  'too-small',
  'stale',
  'without-sales',
  'undated',
  'fresh',
] as const;
export type SaidState = (typeof saidStates)[number];

/** Who speaks of a customer's potential. */
export const basisLabels: Readonly<Record<string, Words>> = {
  declared: words('Part de client déclarée', 'Declared share of wallet'),
  'look-alikes': words('Clients qui leur ressemblent', 'Customers alike'),
  '': words('Personne', 'Nobody'),
};

/** Why what a customer said counts, or does not. */
export const saidWords: Readonly<Record<SaidState, Words>> = {
  none: words('aucune part de client n’a été déclarée', 'no share of wallet was declared'),
  impossible: words(
    'la part de client déclarée dépasse 100 % : elle est écartée',
    'the declared share of wallet is above 100%: it is set aside',
  ),
  zero: words(
    'la part de client déclarée est nulle : elle ne dit pas combien la personne dépense ailleurs',
    'the declared share of wallet is 0: it does not tell what they spend elsewhere',
  ),
  'too-small': words(
    'la part de client déclarée est trop petite : une erreur d’arrondi changerait tout',
    'the declared share of wallet is too small: a slip of rounding would change everything',
  ),
  stale: words(
    'la part de client a été déclarée il y a trop longtemps',
    'the share of wallet was declared too long ago',
  ),
  'without-sales': words(
    'aucun achat dans les douze mois d’avant la déclaration : la part ne se rapporte à rien',
    'no purchase in the twelve months before it was declared: the share is of nothing',
  ),
  undated: words(
    'la part de client déclarée n’est pas datée : elle est prise comme actuelle',
    'the declared share of wallet has no date: it is taken as of today',
  ),
  fresh: words(
    'la part de client déclarée est récente : elle l’emporte sur la ressemblance',
    'the declared share of wallet is recent: it wins over likeness',
  ),
};

/** Why those alike say what they say, or nothing. */
export function alikeWords(
  cell: { customers: number; levels: readonly { trait: TraitSource; level: string }[] } | null,
  refusal: string | null,
): Words {
  if (cell === null)
    return words(
      'trop peu de clients achètent depuis plus d’un an pour dire ce que dépensent ceux qui se ressemblent',
      refusal ?? 'too few customers bought for more than a year to tell what those alike spend',
    );
  const { customers, levels } = cell;
  if (levels.length === 0)
    return words(
      `aucun groupe ne se distingue ici : le quart supérieur des ${customers} clients de toute la base`,
      `no group stands out here: the upper quarter of the ${customers} customers of the whole base`,
    );
  const named = (language: 'fr' | 'en') =>
    levels
      .map(({ trait, level }) => `${trait.label[language].toLowerCase()} ${levelWords(level)[language]}`)
      .join(', ');
  return words(
    `le quart supérieur de ${customers} clients qui ressemblent à celui-ci (${named('fr')})`,
    `the upper quarter of ${customers} customers like this one (${named('en')})`,
  );
}
