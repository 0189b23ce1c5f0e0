import { foldText } from '#analytics/text';
import { digitsOf } from '#identify/particulars';

/** What a typed text asks for, as words to be found in a customer's search text. */
export type Sought = {
  /** Words of a name or an address, in any order: folded, or as typed when they hold an @. */
  readonly words: readonly string[];
  /** The typed text is one number or e-mail: whoever has exactly that comes first. */
  readonly isKey: boolean;
};

const wordsMax = 8;

/**
 * Reads what a person typed: digits of a phone, a card or a postcode (nothing else but signs), else words in any order without
 * accents, an e-mail or a piece of one among them. A text of signs only is a search for everybody.
 */
export function readSought(search: string): Sought {
  const typed = search.trim().toLowerCase();
  const digits = digitsOf(typed);
  if (digits.length >= 2 && /^[\d\s+().\-/]+$/.test(typed)) {
    const international = /^(\+|00)/.test(typed);
    const dialled = international ? digits.replace(/^(00)?330?(?=[1-9])/, '0').replace(/^00/, '') : digits;
    return { words: [dialled], isKey: dialled.length >= 6 };
  }
  const words = typed
    .split(/\s+/)
    .flatMap((word) => (word.includes('@') ? [word] : foldText(word).split(' ')));
  const kept = words.filter((word) => word !== '').slice(0, wordsMax);
  const [only] = kept;
  return { words: kept, isKey: kept.length === 1 && /@.+\.|\d{4}/.test(only ?? '') };
}

/** How well a customer fits, best first. Each is a condition over `search_text`; a customer belongs to the first that holds. */
const tiers = ['key', 'name', 'starts', 'pieces'] as const;
export type Tier = (typeof tiers)[number];

/** A tier, or null where nothing is searched. */
export function isTier(value: unknown): value is Tier | null {
  return value === null || tiers.some((tier) => tier === value);
}

/** The tiers worth asking, in order. */
export function tiersOf({ words, isKey }: Sought): readonly Tier[] {
  if (words.length === 0) return [];
  return [isKey ? 'key' : 'name', 'starts', 'pieces'];
}

const escaped = (word: string) => word.replace(/[\\%_]/g, '\\$&');

/** A pattern of `search_text`; what is known by its index only up to `indexed` is written apart. */
export type Pattern = { readonly whole: string; readonly indexed: string };

/**
 * Patterns that must all match. A piece of one or two letters fits everybody: it must begin a word. Of an e-mail only what
 * stands before the @ is looked up in the index, the letters of its domain being everybody's.
 */
export function patternsOf({ words }: Sought, tier: Exclude<Tier, 'name'>): Pattern[] {
  return words.map((word) => {
    const begins = !word.startsWith('@') && (tier !== 'pieces' || word.length < 3);
    const [before, after] = [begins ? '% ' : '%', tier === 'key' ? ' %' : '%'];
    const whole = `${before}${escaped(word)}${after}`;
    const at = word.indexOf('@');
    return { whole, indexed: at > 2 ? `${before}${escaped(word.slice(0, at))}@%` : whole };
  });
}

/** What the sorted name begins with when the words are those of a name, in either order. */
export function namePrefixesOf({ words }: Sought): string[] {
  const prefixes = [words, words.toReversed()].map((order) => order.join(' '));
  return [...new Set(prefixes)];
}
