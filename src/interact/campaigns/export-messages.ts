import { stringify } from 'csv-stringify/sync';
import { listMessages, type MessageFilter } from '#interact/messages';
import type { Database } from '#platform/database';
import { viewMessage } from './views.ts';

const columns = [
  'customerId',
  'address',
  'arm',
  'state',
  'reason',
  'why',
  'couponCode',
  'attempts',
  'answer',
  'plannedAt',
  'handedOverAt',
  'openedAt',
  'clickedAt',
  'unsubscribedAt',
] as const;

const pageSize = 2_000;

/**
 * An origin's messages as CSV, a page at a time: memory does not grow with the list. Texts that a spreadsheet would run as
 * formulas get an apostrophe in front.
 */
export async function* exportMessages(
  db: Database,
  filter: MessageFilter & { origin: string },
): AsyncGenerator<string> {
  yield `${columns.join(',')}\n`;
  let afterCustomerId = 0;
  for (;;) {
    const page = await listMessages(db, { ...filter, afterCustomerId, limit: pageSize });
    const rows = page
      .map(viewMessage)
      .map((message) => ({ ...message, why: message.why.map((w) => w.en).join(' ') }));
    if (rows.length > 0) yield stringify(rows, { columns: [...columns], escape_formulas: true });
    if (page.length < pageSize) return;
    afterCustomerId = page.at(-1)?.customerId ?? afterCustomerId;
  }
}
