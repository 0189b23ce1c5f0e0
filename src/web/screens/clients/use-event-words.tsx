import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '#identify/history/api';
import type { TimelineEvent } from '../../components/timeline.tsx';
import { type Format } from '../../data/format.ts';
import { useFormat } from '../../data/use-format.ts';
import { useConsentWords } from './use-consent-words.ts';

type Contact = Extract<TimelineEntry, { kind: 'contact' }>;
type Order = Extract<TimelineEntry, { kind: 'order' }>;

const ours = ['sent', 'skipped', 'control', 'planned', 'handed over', 'delivered'];
const contactWords = [
  'sent',
  'skipped',
  'control',
  'opened',
  'clicked',
  'unsubscribed',
  'bounced',
  'complained',
] as const;

/** An entry of the history as one line: what, through which channel, with what effect on value, and whose act it was. */
export function useEventWords(): (entry: TimelineEntry) => TimelineEvent {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const consent = useConsentWords();
  const contact = (entry: Contact) => {
    const known = contactWords.find((word) => word === entry.what);
    const campaign = entry.campaignKey;
    return known
      ? t(`events.${known}`, { campaign })
      : t('events.otherContact', { campaign, what: entry.what });
  };
  return (entry) => {
    const base = { id: entry.key, when: entry.at, kind: entry.kind, side: 'theirs' as const };
    switch (entry.kind) {
      case 'order':
        return { ...base, what: orderWords(entry, t, format), ...orderDetails(entry, format) };
      case 'contact':
        return {
          ...base,
          side: ours.includes(entry.what) ? 'ours' : 'theirs',
          what: contact(entry),
          through: [consent.channel(entry.channel), entry.reason].filter(Boolean).join(' · '),
        };
      case 'event':
        return {
          ...base,
          what: t('events.event', { type: entry.type }),
          effect:
            entry.amount === null
              ? undefined
              : format.signed(format.money(entry.amount, entry.currency || 'EUR')),
        };
      case 'consent':
        return {
          ...base,
          what: t(`events.${entry.status}`, {
            channel: consent.channel(entry.channel),
            purpose: consent.purpose(entry.purpose),
          }),
          through: entry.source,
        };
      case 'record':
        return {
          ...base,
          what: t('events.record', { line: format.number(entry.line), import: String(entry.importId) }),
        };
    }
  };
}

function orderWords(
  entry: Order,
  t: ReturnType<typeof useTranslation<'clients'>>['t'],
  format: Format,
): string {
  const articles = entry.articles
    .map((article) =>
      t('events.articles', { quantity: format.number(article.quantity), name: article.name || article.sku }),
    )
    .join(', ');
  const isReturn = entry.returnLines > 0 && entry.returnLines === entry.lines;
  const head = isReturn ? t('events.return') : t('events.order', { count: entry.lines });
  return articles === '' ? head : `${head}${format.language === 'fr' ? '\u00a0: ' : ': '}${articles}`;
}

function orderDetails(entry: Order, format: Format) {
  return {
    effect: format.signed(format.money(entry.net, entry.currency || 'EUR')),
    through: [entry.store, entry.channel].filter(Boolean).join(' · ') || undefined,
  };
}
