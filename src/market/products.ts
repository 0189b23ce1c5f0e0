import { chance, integer, namedStream, uniform, type RandomStream } from '#analytics/random';
import { SHELVES } from './data/catalogue.ts';
import { weightedList, type WeightedList } from './weighted-list.ts';

export interface Product {
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly ean: string;
  /** Cents of euro excluding VAT. */
  readonly priceCents: number;
  /** Cents of euro; what the goods truly cost. */
  readonly costCents: number;
  /** False where the product file leaves the cost empty. */
  readonly costPublished: boolean;
  readonly returnRate: number;
  /** 0 to 7: which of eight thirty-day periods it is sold at less. */
  readonly promotionPhase: number;
}

export interface Category {
  readonly name: string;
  readonly products: WeightedList<Product>;
}

/** The catalogue: categories weighted by sales, products within them by a Zipf law of exponent 0.8. */
export interface Catalogue {
  readonly products: readonly Product[];
  readonly categories: WeightedList<Category>;
}

export function createCatalogue(root: RandomStream, unknownCostShare: number): Catalogue {
  const random = namedStream(root, 'catalogue');
  const products: Product[] = [];
  const weights: number[] = [];
  const categories = SHELVES.split('\n').map((line): Category => {
    const [name = '', lowest, highest, costShare, returnRate, weight, nouns = '', qualities = ''] =
      line.split('|');
    const shelf = { name, lowest: Number(lowest), highest: Number(highest), costShare: Number(costShare) };
    const mine: Product[] = [];
    for (const noun of nouns.split(',')) {
      for (const quality of qualities.split(',')) {
        const label = `${noun} ${quality}`;
        const product = createProduct(
          random,
          products.length,
          label,
          shelf,
          Number(returnRate),
          unknownCostShare,
        );
        mine.push(product);
        products.push(product);
      }
    }
    weights.push(Number(weight));
    return { name, products: weightedList(mine, (_, rank) => (rank + 1) ** -0.8) };
  });
  return { products, categories: weightedList(categories, (_, at) => weights[at] ?? 0) };
}

function createProduct(
  random: RandomStream,
  index: number,
  name: string,
  shelf: { name: string; lowest: number; highest: number; costShare: number },
  returnRate: number,
  unknownCostShare: number,
): Product {
  // Prices are spread evenly in logarithm, skewed to the cheap end, and end in 90 or 00 cents.
  const exact = shelf.lowest * (shelf.highest / shelf.lowest) ** (uniform(random) ** 1.6);
  const priceCents = Math.max(Math.round(exact / 100) * 100 - (chance(random, 0.7) ? 10 : 0), 90);
  const costCents = Math.max(1, Math.round(priceCents * shelf.costShare * (0.85 + 0.3 * uniform(random))));
  const digits = `3${String(760_000_000 + index * 1009)}${String(integer(random, 10, 99))}`.slice(0, 12);
  return {
    index,
    code: `A${String(1000 + index)}`,
    name,
    category: shelf.name,
    ean: digits + checkDigit(digits),
    priceCents,
    costCents,
    costPublished: !chance(random, unknownCostShare),
    returnRate,
    promotionPhase: integer(random, 0, 7),
  };
}

/** The thirteenth digit of an EAN-13: weights 1 and 3 from the left. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) sum += Number(digits[i]) * (i % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}
