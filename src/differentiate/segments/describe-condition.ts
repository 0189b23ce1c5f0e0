import { type Condition, type Leaf, leavesOf, type Operator, type Registry } from '#differentiate/attributes';
import type { Database } from '#platform/database';
import type { Attribute, Words } from '#platform/module';
import { selectSegments } from './segments.store.ts';
import { listWords, valueWords } from './value-words.ts';

type Language = keyof Words;
type Reading = { find: Registry['find']; segmentName: (segmentId: number) => string; language: Language };

const amounts: Partial<Record<Operator, Words>> = {
  '=': { fr: '{}', en: '{}' },
  '!=': { fr: 'autre que {}', en: 'other than {}' },
  '<': { fr: 'moins de {}', en: 'less than {}' },
  '<=': { fr: 'au plus {}', en: 'at most {}' },
  '>': { fr: 'plus de {}', en: 'more than {}' },
  '>=': { fr: 'au moins {}', en: 'at least {}' },
  between: { fr: 'entre {} et {}', en: 'between {} and {}' },
};
const dates: Partial<Record<Operator, Words>> = {
  '=': { fr: 'le {}', en: 'on {}' },
  '!=': { fr: 'un autre jour que le {}', en: 'on another day than {}' },
  '<': { fr: 'avant le {}', en: 'before {}' },
  '<=': { fr: 'jusqu’au {}', en: 'until {}' },
  '>': { fr: 'après le {}', en: 'after {}' },
  '>=': { fr: 'à partir du {}', en: 'from {} on' },
  between: { fr: 'entre le {} et le {}', en: 'between {} and {}' },
};
const others: Partial<Record<Operator, Words>> = {
  contains: { fr: 'contient {}', en: 'contains {}' },
  'starts with': { fr: 'commence par {}', en: 'starts with {}' },
  'is known': { fr: 'valeur connue', en: 'known' },
  'is unknown': { fr: 'valeur inconnue', en: 'unknown' },
};
const lists: Partial<Record<Operator, { how: 'conjunction' | 'disjunction'; words: Words }>> = {
  in: { how: 'disjunction', words: { fr: '{}', en: '{}' } },
  'has any': { how: 'disjunction', words: { fr: '{}', en: '{}' } },
  'has all': { how: 'conjunction', words: { fr: '{}', en: '{}' } },
  'has none': { how: 'disjunction', words: { fr: 'ni {}', en: 'none of {}' } },
};

function lastDays(days: number, within: boolean, language: Language): string {
  if (language === 'fr') {
    const period = days === 1 ? 'les dernières 24\u00a0heures' : `les ${days}\u00a0derniers jours`;
    return within ? `dans ${period}` : `avant ${period}`;
  }
  const period = days === 1 ? 'the last 24 hours' : `the last ${days} days`;
  return within ? `in ${period}` : `before ${period}`;
}

function comparison(leaf: Leaf, attribute: Attribute | undefined, language: Language): string {
  const { operator, value } = leaf;
  if (operator === 'in the last days' || operator === 'not in the last days')
    return lastDays(Number(value), operator === 'in the last days', language);
  const many = lists[operator];
  const shown = (Array.isArray(value) ? value : [value]).map((one) => valueWords(attribute, one, language));
  if (many !== undefined)
    return many.words[language].replace('{}', () => listWords(shown, language, many.how));
  const words = (attribute?.type === 'date' ? dates : amounts)[operator] ?? others[operator];
  return shown.reduce((text, one) => text.replace('{}', () => one), words?.[language] ?? operator);
}

function leafWords(leaf: Leaf, reading: Reading): string {
  const attribute = reading.find(leaf.attribute);
  const label = attribute?.label[reading.language] ?? leaf.attribute;
  const colon = reading.language === 'fr' ? '\u00a0: ' : ': ';
  return `${label}${colon}${comparison(leaf, attribute, reading.language)}`;
}

function joined(conditions: readonly Condition[], word: string, reading: Reading): string {
  return conditions
    .map((one) => {
      const text = sentence(one, reading);
      const several = ('and' in one && one.and.length > 1) || ('or' in one && one.or.length > 1);
      return several && conditions.length > 1 ? `(${text})` : text;
    })
    .join(` ${word} `);
}

function sentence(condition: Condition, reading: Reading): string {
  const french = reading.language === 'fr';
  if ('and' in condition) {
    if (condition.and.length === 0) return french ? 'tous les clients' : 'all customers';
    return joined(condition.and, french ? 'et' : 'and', reading);
  }
  if ('or' in condition) {
    if (condition.or.length === 0) return french ? 'personne' : 'nobody';
    return joined(condition.or, french ? 'ou' : 'or', reading);
  }
  if ('not' in condition) return `${french ? 'sauf' : 'except'} (${sentence(condition.not, reading)})`;
  if ('segment' in condition) {
    const name = reading.segmentName(condition.segment);
    return french ? `dans le segment «\u00a0${name}\u00a0»` : `in segment “${name}”`;
  }
  return leafWords(condition, reading);
}

function upperFirst(text: string): string {
  return text.charAt(0).toLocaleUpperCase('fr') + text.slice(1);
}

/** A condition in plain French and English, as one would say who is meant. Segments are named by `segmentName`. */
export function conditionWords(
  condition: Condition,
  find: Registry['find'],
  segmentName: (segmentId: number) => string,
): Words {
  const say = (language: Language) => upperFirst(sentence(condition, { find, segmentName, language }));
  return { fr: say('fr'), en: say('en') };
}

/** The same for several conditions, with the names of the segments they mention read at once. */
export async function describeConditions(
  needs: { db: Database; registry: Registry },
  conditions: readonly Condition[],
): Promise<Words[]> {
  const mentioned = conditions.flatMap((condition) =>
    [...leavesOf(condition)].flatMap(({ leaf }) => ('segment' in leaf ? [leaf.segment] : [])),
  );
  const segments = mentioned.length === 0 ? [] : await selectSegments(needs.db, [...new Set(mentioned)]);
  const names = new Map(segments.map((segment) => [segment.segmentId, segment.name]));
  return conditions.map((condition) =>
    conditionWords(condition, needs.registry.find, (segmentId) => names.get(segmentId) ?? `no. ${segmentId}`),
  );
}
