import { frenchDateTime, isoLocalDateTime, utcDateTime } from './calendar.ts';
import { delimited, frenchAmount, plainAmount } from './encode-rows.ts';
import { peopleInFileOrder } from './file-order.ts';
import type { Market, Source } from './market.ts';
import { historyOf, type Order, type OrderLine } from './orders.ts';
import { personAt } from './person.ts';
import { walkInCount, walkInOrders } from './walk-in-orders.ts';

const HEADERS: Readonly<Record<Source, string>> = {
  shop: 'N° ticket;Ligne;N° carte;Date;Code article;Libellé;Quantité;Prix unitaire HT;Remise HT;Montant HT;Ticket d’origine;Code avantage',
  web: 'order_id,line,customer_id,ordered_at,sku,quantity,unit_price,discount,amount,currency,return_of,coupon_code',
  phone: 'Commande\tLigne\tRef client\tDate\tArticle\tQte\tPU HT\tRemise HT\tTotal HT\tRetour de\tCode promo',
};

/** A source's order lines before `until`, header first: customers one after another, walk-ins in between in the shop. */
export function* historyLineRows(market: Market, source: Source): Generator<string> {
  yield* orderLineRows(source, historyOrders(market, source));
}

function* historyOrders(market: Market, source: Source): Generator<Order> {
  const walkIns = source === 'shop' ? walkInCount(market) : 0;
  let walkIn = 0;
  let done = 0;
  for (const index of peopleInFileOrder(market, `${source} orders`)) {
    for (const order of historyOf(market, personAt(market, index)).orders) {
      if (order.source === source) yield order;
    }
    for (done++; walkIn < (walkIns * done) / market.people; walkIn++) yield* walkInOrders(market, walkIn);
  }
}

/** Any orders as lines of that source's file, header first; orders of other sources are passed over. */
export function* orderLineRows(source: Source, orders: Iterable<Order>): Generator<string> {
  yield HEADERS[source];
  for (const order of orders) {
    if (order.source !== source) continue;
    for (const [at, line] of order.lines.entries()) yield LINE_ROW[source](order, line, at + 1);
  }
}

const LINE_ROW: Readonly<Record<Source, (order: Order, line: OrderLine, number: number) => string>> = {
  shop: (order, line, number) =>
    delimited(
      [
        order.id,
        String(number),
        order.record?.key ?? '',
        frenchDateTime(order.moment),
        line.product.code,
        line.product.name,
        String(line.quantity),
        ...amounts(line, frenchAmount),
        order.returnOf ?? '',
        order.voucherCode ?? '',
      ],
      ';',
    ),
  web: (order, line, number) =>
    delimited(
      [
        order.id,
        String(number),
        order.record?.key ?? '',
        utcDateTime(order.moment),
        line.product.code,
        String(line.quantity),
        ...amounts(line, plainAmount),
        'EUR',
        order.returnOf ?? '',
        order.voucherCode ?? '',
      ],
      ',',
    ),
  phone: (order, line, number) =>
    delimited(
      [
        order.id,
        String(number),
        order.record?.key ?? '',
        isoLocalDateTime(order.moment),
        line.product.code,
        String(line.quantity),
        ...amounts(line, (cents) => plainAmount(cents).replace('.', ',')),
        order.returnOf ?? '',
        order.voucherCode ?? '',
      ],
      '\t',
    ),
};

function amounts(line: OrderLine, format: (cents: number) => string): [string, string, string] {
  return [format(line.unitPriceCents), format(line.discountCents), format(line.amountCents)];
}
