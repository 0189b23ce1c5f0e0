import { outsideCampaignNames } from '#identify/catalogue';
import type { Database } from '#platform/database';
import type { TimelineEntry } from './api.ts';

/**
 * What whoever writes to customers knows of its contacts and history does not: what its campaigns are called, by their key, and
 * its reasons in words. Given at composition, as history stands before those who write.
 */
export type ContactWords = {
  readonly campaigns: (
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, { readonly campaignId: number; readonly name: string }>>;
  readonly reason: (code: string) => { readonly fr: string; readonly en: string };
};

type Contact = Extract<TimelineEntry, { kind: 'contact' }>;
/** A contact as the warehouse tells it. */
export type BareContact = Omit<Contact, 'campaign' | 'reasonWords'>;

/** Contacts with the names of their campaigns, ours or imported, and their reasons in words; null where nobody knows. */
export async function nameContacts(
  needs: { readonly db: Database; readonly contactWords?: ContactWords },
  contacts: readonly BareContact[],
): Promise<Contact[]> {
  const ours = await needs.contactWords?.campaigns(contacts.map((one) => one.campaignKey));
  const others = await outsideCampaignNames(needs.db, contacts);
  return contacts.map((contact) => {
    const own = ours?.get(contact.campaignKey);
    const name = others.get(`${contact.sourceId}/${contact.campaignKey}`);
    const words = contact.reason === '' ? undefined : needs.contactWords?.reason(contact.reason);
    return {
      ...contact,
      campaign: own ?? (name === undefined ? null : { campaignId: null, name }),
      reasonWords: words === undefined || words.fr === '' ? null : words,
    };
  });
}
