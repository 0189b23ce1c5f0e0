import type { Warehouse } from '#platform/warehouse';

/**
 * The expression of what one piece of an order line cost, by the line itself or, where it does not say, the catalogue; NULL for
 * a line nobody knows the cost of. `null` when no cost is known at all, so that nothing is looked up for nothing.
 */
export async function unitCostExpression(warehouse: Warehouse): Promise<string | null> {
  await warehouse.command('SYSTEM RELOAD DICTIONARY product_cost');
  const [row] = await warehouse.query<{ products: number; lines: number }>(`
    SELECT (SELECT count() FROM products FINAL WHERE is_deleted = 0 AND isNotNull(cost)) AS products,
           (SELECT count() FROM order_lines WHERE isNotNull(unit_cost)) AS lines
  `);
  if ((row?.products ?? 0) > 0)
    return "if(isNull(unit_cost), dictGetOrNull('product_cost', 'cost', tuple(toString(sku))), unit_cost)";
  return (row?.lines ?? 0) > 0 ? 'unit_cost' : null;
}
