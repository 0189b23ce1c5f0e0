import { foldText } from '#analytics/text';
import { readHomeCountry } from '#identify/customers';
import { normaliseEmail, normalisePhone } from '#identify/particulars';
import { type Database, inTransaction } from '#platform/database';
import { type Outcome, refuse } from '#platform/errors';
import {
  addOppositions,
  finishList,
  type OppositionKind,
  type OppositionList,
  replaceList,
} from './oppositions.store.ts';

/** A value as it is marked; undefined when it is none of its kind. */
export function oppositionValue(kind: OppositionKind, said: string, homeCountry: string): string | undefined {
  if (kind === 'email') return normaliseEmail(said);
  if (kind === 'phone') return normalisePhone(said, homeCountry);
  const folded = foldText(said.replaceAll(/[;,\t|]/g, ' '));
  return folded === '' ? undefined : folded;
}

const batch = 5_000;

/**
 * Takes in a list of people who object (one a line: a phone number, an e-mail, or street, postcode and town), in place of the
 * one of that name. Values are kept as marks only. Lines that are none of the kind are counted and left out; a file
 * without any is refused, and the list before stays.
 */
export async function importOppositions(
  db: Database,
  input: {
    readonly name: string;
    readonly kind: OppositionKind;
    readonly channels: readonly string[];
    readonly obtainedOn: string;
    readonly expiresOn: string;
    readonly content: AsyncIterable<Uint8Array>;
    readonly by: string;
    readonly at: Date;
  },
): Promise<Outcome<OppositionList & { readonly leftOut: number }>> {
  const { name, kind, obtainedOn, expiresOn, by, at } = input;
  const homeCountry = await readHomeCountry(db);
  let leftOut = 0;
  let taken = 0;
  const none = refuse(
    'invalid',
    'no-oppositions',
    `The file has no line that is ${kind === 'email' ? 'an e-mail' : `a ${kind}`}.`,
  );
  try {
    return await inTransaction(db, async (trx) => {
      const about = {
        name,
        kind,
        channels: [...input.channels],
        obtainedOn,
        expiresOn,
        importedBy: by,
        importedAt: at,
      };
      const listId = await replaceList(trx, about);
      let values: string[] = [];
      const flush = async () => {
        await addOppositions(trx, listId, kind, values);
        values = [];
      };
      for await (const line of linesOf(input.content)) {
        const value = oppositionValue(kind, line, homeCountry);
        if (value === undefined) leftOut += 1;
        else values.push(value);
        if (value !== undefined) taken += 1;
        if (values.length >= batch) await flush();
      }
      await flush();
      const list = await finishList(trx, listId);
      // Thrown, so that the list before is back.
      if (list === undefined || taken === 0) throw new NothingTaken();
      return { ...list, leftOut };
    });
  } catch (error) {
    if (error instanceof NothingTaken) return none;
    throw error;
  }
}

class NothingTaken extends Error {}

const lineLengthMax = 10_000;

/** Lines of a text as it streams in, without quotes around them; empty ones left out. */
async function* linesOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  const clean = (line: string) => line.replaceAll('"', '').trim();
  for await (const piece of content) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? '').slice(0, lineLengthMax);
    for (const line of lines) if (clean(line) !== '') yield clean(line);
  }
  if (clean(rest) !== '') yield clean(rest);
}
