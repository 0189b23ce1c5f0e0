import type { PersonalData } from '#identify/customers';
import { type Database, sql } from '#platform/database';
import { sha256 } from '#platform/ids';
import type { Warehouse } from '#platform/warehouse';

const erasedOrder = 'erased:';

/**
 * Facts stay, under numbers that lead to nobody: every total is as it was. Order numbers become marks, as they lead to her in the
 * shop's own books; what sources wrote freely beside an event goes, and links that tell of her.
 */
export function historyData(needs: { readonly db: Database; readonly warehouse: Warehouse }): PersonalData {
  const { warehouse } = needs;
  return {
    name: 'identify/history',
    eraseElsewhere: async ({ personIds, told }) => {
      await warehouse.command(
        `ALTER TABLE events UPDATE properties = '' WHERE person_id IN ({personIds:Array(UInt64)}) AND properties != ''
         SETTINGS mutations_sync = 2`,
        { personIds },
      );
      await warehouse.command(
        `ALTER TABLE contacts UPDATE link = '' WHERE person_id IN ({personIds:Array(UInt64)})
           AND arrayExists(words -> arrayAll(word -> position(lowerUTF8(decodeURLComponent(link)), word) > 0, words),
             {told:Array(Array(String))})
         SETTINGS mutations_sync = 2`,
        { personIds, told },
      );
      return { order_lines: await markOrders(needs, personIds) };
    },
  };
}

/**
 * Writes her order lines anew under marked order numbers, then removes the old ones; answers how many are marked. The token is the content's:
 * cut off between the two, the same is written again and changes nothing. Cut off while the old ones go, they have first all gone.
 */
async function markOrders(
  { db, warehouse }: { readonly db: Database; readonly warehouse: Warehouse },
  personIds: readonly number[],
): Promise<number> {
  const hers = 'person_id IN ({personIds:Array(UInt64)})';
  const unmarked = `${hers} AND NOT startsWith(order_key, '${erasedOrder}')`;
  // Changes of a table are made in their order: this one of nothing waits for a removal that was cut off.
  await warehouse.command(
    'ALTER TABLE order_lines DELETE WHERE person_id = 0 AND person_id = 1 SETTINGS mutations_sync = 2',
  );
  const lines = await warehouse.query<Record<string, unknown> & { order_key: string }>(
    `SELECT * FROM order_lines WHERE ${unmarked} ORDER BY ALL`,
    { personIds },
  );
  if (lines.length > 0) {
    const marks = await markKeys(db, [...new Set(lines.map((line) => line.order_key))]);
    const marked = lines.map((line) => ({ ...line, order_key: marks.get(line.order_key) }));
    const deduplicationToken = `${erasedOrder}${sha256(JSON.stringify(marked))}`;
    await warehouse.insert('order_lines', marked, { deduplicationToken });
    await warehouse.command(`DELETE FROM order_lines WHERE ${unmarked}`, { personIds });
  }
  const [counted] = await warehouse.query<{ lines: number }>(
    `SELECT count() AS lines FROM order_lines WHERE ${hers}`,
    { personIds },
  );
  return counted?.lines ?? 0;
}

async function markKeys(db: Database, keys: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ key: string; mark: string }>`
    select key, encode(identify.mark('order', key), 'hex') as mark from unnest(${keys}::text[]) as key`.execute(
    db,
  );
  return new Map(rows.map(({ key, mark }) => [key, `${erasedOrder}${mark.slice(0, 32)}`]));
}
