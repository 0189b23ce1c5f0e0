import { chance, integer, namedStream, poisson, uniform, type RandomStream } from '#analytics/random';
import { MINUTES_PER_DAY, weekday } from './calendar.ts';
import type { Market, Source } from './market.ts';
import type { Person } from './person.ts';
import type { Catalogue, Category, Product } from './products.ts';
import { minuteFor } from './purchases.ts';
import { dossierOf, type Dossier, type SourceRecord } from './records.ts';
import { scramble } from './scramble.ts';
import { pick } from './weighted-list.ts';

export interface OrderLine {
  readonly product: Product;
  /** Negative on a return. */
  readonly quantity: number;
  /** Cents of euro excluding VAT; discount and amount are for the line and carry the sign of the quantity. */
  readonly unitPriceCents: number;
  readonly discountCents: number;
  readonly amountCents: number;
}

/** An order, or the return of some of its lines. `record` is undefined for a till ticket without a card. */
export interface Order {
  readonly id: string;
  readonly source: Source;
  readonly record: SourceRecord | undefined;
  readonly moment: number;
  readonly returnOf: string | undefined;
  readonly voucherCode: string | undefined;
  readonly lines: readonly OrderLine[];
}

/** Returns come at most this long after their order. */
export const RETURN_MINUTES_MAX = 27 * MINUTES_PER_DAY;

/** Every order and return of a person from one moment to before another, in order of time. */
export function ordersOf(market: Market, dossier: Dossier, from: number, before: number): Order[] {
  const orders: Order[] = [];
  for (const { number, moment, record } of dossier.purchases) {
    if (moment < from - RETURN_MINUTES_MAX || moment >= before) continue;
    const placed = { name: String(number), source: record.source, moment, record };
    const order = drawOrder(market, dossier.person, placed);
    orders.push(order, ...returnsOf(dossier.person, order));
  }
  return inWindow(orders, from, before);
}

/** The orders of a window, in order of time. */
export function inWindow(orders: readonly Order[], from: number, before: number): Order[] {
  return orders
    .filter(({ moment }) => moment >= from && moment < before)
    .sort((a, b) => a.moment - b.moment || (a.id < b.id ? -1 : 1));
}

/** A person's history as their orders show it: everything before the market's `until`. */
export function historyOf(market: Market, person: Person): { dossier: Dossier; orders: Order[] } {
  const until = market.untilDay * MINUTES_PER_DAY;
  const dossier = dossierOf(market, person, until);
  return { dossier, orders: ordersOf(market, dossier, market.fromDay * MINUTES_PER_DAY, until) };
}

interface Placed {
  /** Names the order among the person's: its number, or the campaign it answers. */
  readonly name: string;
  readonly source: Source;
  readonly moment: number;
  readonly record: SourceRecord | undefined;
  readonly voucher?: { readonly percent: number; readonly code: string | undefined };
}

/** The order a person places then and there; the same name gives the same basket, with or without a voucher. */
export function drawOrder(market: Market, person: Person, placed: Placed): Order {
  const random = namedStream(person.random, `order ${placed.name}`);
  const favourites = favouritesOf(market.catalogue, person);
  const count = 1 + poisson(random, 1.3 * person.traits.spendLevel);
  const month = Math.floor(placed.moment / MINUTES_PER_DAY / 30);
  const lines: OrderLine[] = [];
  for (let i = 0; i < count; i++) {
    const category = chance(random, 0.7)
      ? (favourites[integer(random, 0, 2)] as Category)
      : pick(random, market.catalogue.categories);
    const product = drawProduct(random, category, person.traits.bargain, month);
    lines.push(
      lineOf(product, drawQuantity(random), isPromoted(product, month), placed.voucher?.percent ?? 0),
    );
  }
  return {
    id: orderId(market, placed.source, person.index, placed.name),
    source: placed.source,
    record: placed.record,
    moment: placed.moment,
    returnOf: undefined,
    voucherCode: placed.voucher?.code,
    lines,
  };
}

/** The three categories a person buys most from; some have one category twice. */
function favouritesOf(catalogue: Catalogue, person: Person): Category[] {
  const random = namedStream(person.random, 'favourites');
  return [1, 2, 3].map(() => pick(random, catalogue.categories));
}

/** Bargain hunters look again, up to three times, for something on promotion. */
function drawProduct(random: RandomStream, category: Category, bargain: number, month: number): Product {
  let product = pick(random, category.products);
  for (let again = 0; again < 3 && !isPromoted(product, month) && chance(random, bargain); again++) {
    product = pick(random, category.products);
  }
  return product;
}

/** Every product is sold at 20 % less for thirty days in 240. */
function isPromoted(product: Product, month: number): boolean {
  return (month + product.promotionPhase) % 8 === 0;
}

function drawQuantity(random: RandomStream): number {
  const u = uniform(random);
  return u < 0.82 ? 1 : u < 0.94 ? 2 : u < 0.98 ? 3 : integer(random, 4, 8);
}

function lineOf(product: Product, quantity: number, promoted: boolean, voucherPercent: number): OrderLine {
  const full = product.priceCents * quantity;
  const promotion = promoted ? Math.round(full * 0.2) : 0;
  const discountCents = promotion + Math.round(((full - promotion) * voucherPercent) / 100);
  return {
    product,
    quantity,
    unitPriceCents: product.priceCents,
    discountCents,
    amountCents: full - discountCents,
  };
}

/** Lines brought back 3 to 25 days later, each as a ticket of its own with negative figures. */
export function returnsOf(person: Person, order: Order): Order[] {
  const random = namedStream(person.random, `return ${order.id}`);
  const returns: Order[] = [];
  order.lines.forEach((line, at) => {
    const comesBack = chance(random, line.product.returnRate);
    const days = integer(random, 3, 25);
    const minute = minuteFor(random, order.source);
    if (!comesBack) return;
    let day = Math.floor(order.moment / MINUTES_PER_DAY) + days;
    if (weekday(day) === 6) day++;
    returns.push({
      ...order,
      id: `${order.id}R${at + 1}`,
      moment: day * MINUTES_PER_DAY + minute,
      returnOf: order.id,
      voucherCode: undefined,
      lines: [
        {
          ...line,
          quantity: -line.quantity,
          discountCents: line.discountCents === 0 ? 0 : -line.discountCents,
          amountCents: -line.amountCents,
        },
      ],
    });
  });
  return returns;
}

const PREFIX = { shop: 'T', web: 'W', phone: 'P' } as const;

/** Unique in its source, the same whenever it is computed. */
function orderId(market: Market, source: Source, person: number, name: string): string {
  const number = String(scramble(market.orderNumbers, person)).padStart(9, '0');
  return `${PREFIX[source]}${number}-${/^\d+$/.test(name) ? name.padStart(3, '0') : name}`;
}
