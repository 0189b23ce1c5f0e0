import { chance, integer, namedStream, type RandomStream } from '#analytics/random';
import { MINUTES_PER_DAY } from './calendar.ts';
import type { Market, Source } from './market.ts';
import { contactsOf } from './newsletters.ts';
import type { Person } from './person.ts';
import type { RecordFields } from './record-fields.ts';
import type { SourceRecord } from './records.ts';

export type ConsentChannel = 'email' | 'sms' | 'post' | 'call';

/** One act of consent: somebody agreed, refused or withdrew, on a day, to a wording. */
export interface ConsentAct {
  readonly channel: ConsentChannel;
  readonly status: 'granted' | 'refused' | 'withdrawn';
  readonly moment: number;
  readonly form: string;
  readonly wording: string;
}

/** What each source asks for, how often people agree, and in which words. */
const ASKED: Readonly<
  Record<Source, ReadonlyArray<{ channel: ConsentChannel; agree: number; form: string; wording: string }>>
> = {
  shop: [
    {
      channel: 'post',
      agree: 0.9,
      form: 'bulletin-carte-2',
      wording: 'Je ne m’oppose pas à recevoir le catalogue par courrier.',
    },
    {
      channel: 'email',
      agree: 0.62,
      form: 'bulletin-carte-2',
      wording: 'J’accepte de recevoir les offres de la boutique par e-mail.',
    },
    {
      channel: 'sms',
      agree: 0.35,
      form: 'bulletin-carte-2',
      wording: 'J’accepte de recevoir les ventes privées par SMS.',
    },
  ],
  web: [
    {
      channel: 'email',
      agree: 0.74,
      form: 'creation-compte-v5',
      wording: 'Oui, je souhaite recevoir la lettre et les offres par e-mail.',
    },
    {
      channel: 'sms',
      agree: 0.18,
      form: 'creation-compte-v5',
      wording: 'Oui, je souhaite être prévenu(e) des soldes par SMS.',
    },
  ],
  phone: [
    {
      channel: 'call',
      agree: 0.4,
      form: 'script-appel-7',
      wording: 'Acceptez-vous d’être rappelé(e) pour nos offres ?',
    },
    {
      channel: 'email',
      agree: 0.55,
      form: 'script-appel-7',
      wording: 'Acceptez-vous de recevoir nos offres par e-mail ?',
    },
  ],
};

/** The acts of consent of one record, oldest first for each channel. Nobody is asked about an address they did not give. */
export function consentsOf(
  market: Market,
  person: Person,
  record: SourceRecord,
  fields: RecordFields,
): ConsentAct[] {
  const acts: ConsentAct[] = [];
  for (const { channel, agree, form, wording } of ASKED[record.source]) {
    if (!canBeAsked(channel, fields)) continue;
    const random = namedStream(person.random, `consent ${record.source} ${record.slot} ${channel}`);
    const agrees = chance(random, agree);
    const moment = record.createdDay * MINUTES_PER_DAY + integer(random, 600, 1079);
    acts.push({ channel, status: agrees ? 'granted' : 'refused', moment, form, wording });
    if (!agrees) continue;
    const withdrawnAt = withdrawal(market, person, record, channel, random);
    if (withdrawnAt === undefined) continue;
    const withdrawalForm =
      channel === 'email' && record.source === 'web' ? 'lien-desinscription' : 'service-clients';
    acts.push({
      channel,
      status: 'withdrawn',
      moment: withdrawnAt,
      form: withdrawalForm,
      wording: 'Je ne souhaite plus rien recevoir.',
    });
  }
  return acts;
}

function canBeAsked(channel: ConsentChannel, fields: RecordFields): boolean {
  if (channel === 'post') return fields.street !== '';
  return channel === 'email' ? fields.email !== '' : fields.phone !== '';
}

/** Web mail is left by a newsletter's own link; the rest by asking customer service, 5 % of people. */
function withdrawal(
  market: Market,
  person: Person,
  record: SourceRecord,
  channel: ConsentChannel,
  random: RandomStream,
) {
  if (channel === 'email' && record.source === 'web') {
    return contactsOf(market, person, record).at(-1)?.unsubscribedAt;
  }
  const day = integer(random, record.createdDay + 1, Math.max(record.createdDay + 1, market.untilDay - 1));
  const minute = integer(random, 540, 1079);
  return chance(random, 0.05) && day < market.untilDay ? day * MINUTES_PER_DAY + minute : undefined;
}
