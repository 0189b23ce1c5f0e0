import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TimelineEntry } from '#identify/history/api';
import type { TimelineEvent } from '../../components/timeline.tsx';
import { type Format } from '../../data/format.ts';
import { useMay } from '../../data/session.ts';
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

/** Stands in a sentence for the campaign's name, so that the name can be a link. */
const marker = '\u0000';

/** An entry of the history as one line: what, through which channel, with what effect on value, and whose act it was. */
export function useEventWords(): (entry: TimelineEntry) => TimelineEvent {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const consent = useConsentWords();
  const mayOpen = useMay()('campaigns:read');
  const contact = (entry: Contact) => {
    const what = entry.what === 'skipped' && entry.arm === 'control' ? 'control' : entry.what;
    const known = contactWords.find((word) => word === what);
    const sentence = known
      ? t(`events.${known}`, { campaign: marker })
      : t('events.otherContact', { campaign: marker, what });
    const [before, after] = sentence.split(marker);
    return (
      <>
        {before}
        <CampaignName entry={entry} mayOpen={mayOpen} />
        {after}
      </>
    );
  };
  const reason = (entry: Contact) =>
    entry.arm === 'control' ? '' : (entry.reasonWords?.[format.language] ?? entry.reason);
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
          through: [consent.channel(entry.channel), reason(entry)].filter(Boolean).join(' · '),
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

function CampaignName(props: { entry: Contact; mayOpen: boolean }) {
  const { campaign, campaignKey } = props.entry;
  const name = campaign?.name ?? campaignKey;
  if (!props.mayOpen || typeof campaign?.campaignId !== 'number') return name;
  return (
    <Link to="/campaigns/$id" params={{ id: String(campaign.campaignId) }} search={{}} className="link">
      {name}
    </Link>
  );
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
