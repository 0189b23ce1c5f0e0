import { recordConsents } from '#identify/consent';
import type { DatabaseTransaction } from '#platform/database';
import type { Message } from './message.ts';

/**
 * The recipient of a message takes a permission back: its purpose (and brand) withdrawn on its channel, with the message as evidence.
 * `way` is how it came, `source` the same in words.
 */
export async function withdrawOverMessage(
  trx: DatabaseTransaction,
  input: {
    readonly message: Pick<Message, 'messageId' | 'origin' | 'channel' | 'personId'>;
    readonly purpose: string;
    readonly brand: string;
    readonly way: string;
    readonly source: string;
    readonly at: Date;
  },
): Promise<void> {
  const { message, purpose, brand, way, source, at } = input;
  const { messageId, origin, channel, personId } = message;
  await recordConsents(trx, {
    ...{ importId: null, chunk: null, at },
    consents: [
      {
        ...{ personId, channel, purpose, brand, source, status: 'withdrawn', occurredAt: at, line: null },
        evidence: { messageId, origin, way },
      },
    ],
  });
}
