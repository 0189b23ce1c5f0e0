import { createReadStream, existsSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { formatDecimal, multiplyDecimals, parseDecimal } from '#platform/money';
import type { Warehouse } from '#platform/warehouse';

const file = '../shared/data/online-retail/online_retail.csv.gz';

/** Whether the public Online Retail file (UCI) is on this machine; tests that read it skip when it is not. */
export const hasOnlineRetail = existsSync(file);

type Line = {
  InvoiceNo: string;
  StockCode: string;
  Quantity: string;
  InvoiceDate: string;
  UnitPrice: string;
  CustomerID: string;
};

/** Loads the lines of known customers with a positive quantity and price, as the published figures take them. */
export async function loadOnlineRetail(warehouse: Warehouse): Promise<number> {
  const lines = createReadStream(file)
    .pipe(createGunzip())
    .pipe(parse({ columns: true }));
  let rows = '';
  let count = 0;
  const flush = async () => {
    const columns = ['person_id', 'order_key', 'ordered_at', 'sku', 'quantity', 'net', 'currency', 'line'];
    await warehouse.insertRaw({ table: 'order_lines', columns, format: 'TabSeparated' }, rows);
    rows = '';
  };
  for await (const line of lines as AsyncIterable<Line>) {
    const quantity = parseDecimal(line.Quantity) ?? 0n;
    const price = parseDecimal(line.UnitPrice) ?? 0n;
    if (line.CustomerID === '' || quantity <= 0n || price <= 0n) continue;
    const net = formatDecimal(multiplyDecimals(quantity, price));
    const known = [Number(line.CustomerID), line.InvoiceNo, line.InvoiceDate, line.StockCode, line.Quantity];
    rows += `${[...known, net, 'GBP', count++].join('\t')}\n`;
    if (count % 50_000 === 0) await flush();
  }
  await flush();
  return count;
}
