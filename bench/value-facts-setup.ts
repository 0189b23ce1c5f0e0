import type { Warehouse } from '#platform/warehouse';

/** How large a base a bench makes, as options of its command. */
export const sizeOptions = {
  customers: { type: 'string', default: '1000000' },
  lines: { type: 'string', default: '20000000' },
  days: { type: 'string', default: '717' },
} as const;
export const sizesOf = (options: { customers: string; lines: string; days: string }) => ({
  customers: Number(options.customers),
  lines: Number(options.lines),
  days: Number(options.days),
});

/** Facts of a retailer: three lines to an order, over the days before 22 November 2026, customers of unequal pace, two contacts each. */
export async function writeValueFacts(
  warehouse: Warehouse,
  sizes: { customers: number; lines: number; days: number },
): Promise<void> {
  await warehouse.command(
    `
    INSERT INTO order_lines (person_id, source_id, order_key, ordered_at, sku, quantity, unit_price, net, unit_cost, currency, channel)
    WITH 1 + toUInt64({customers:UInt64} * pow(cityHash64(intDiv(number, 3), 1) / 18446744073709551616, 1.6)) AS person,
         intDiv(number, 3) AS order,
         if(cityHash64(number, 2) % 50 = 0, -1, 1 + cityHash64(number, 3) % 4) AS pieces,
         5 + cityHash64(number, 4) % 5000 / 100 AS price
    SELECT person, 1, toString(order),
           toDateTime64('2026-11-22 00:00:00', 3, 'UTC') - toIntervalSecond(cityHash64(order, 5) % (86400 * {days:UInt64})),
           concat('S', toString(cityHash64(number, 6) % 5000)), pieces, price, pieces * price, price * 0.6, 'EUR',
           if(person % 3 = 0, 'web', 'shop')
    FROM numbers({lines:UInt64})
    `,
    sizes,
  );
  await warehouse.command(
    `INSERT INTO contacts (person_id, channel, kind, occurred_at)
     SELECT 1 + number % {customers:UInt64}, if(number % 4 = 0, 'post', 'email'), 'sent',
            toDateTime64('2026-01-01 00:00:00', 3, 'UTC') + toIntervalHour(number % 7000)
     FROM numbers({contacts:UInt64})`,
    { ...sizes, contacts: sizes.customers * 2 },
  );
}
