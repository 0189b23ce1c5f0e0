import { useTranslation } from 'react-i18next';
import type { ConsentEntry, PermissionState } from '#identify/consent/api';
import { Facts } from '../../components/facts.tsx';
import { Status } from '../../components/status.tsx';
import { addressOf } from '../../data/request.ts';
import { useFormat } from '../../data/use-format.ts';
import { useWordings } from '../privacy/privacy.data.ts';
import classes from './clients.module.css';

/** Everything that was said on one channel and purpose, latest first, each with what proves it. */
export function ConsentEvidence({ state }: { state: PermissionState }) {
  const { i18n } = useTranslation('clients');
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return (
    <>
      <p>{state.allowedBecause[language]}</p>
      <ol className={classes.evidence}>
        {state.history.map((entry) => (
          <OneEntry key={entry.consentId} entry={entry} />
        ))}
      </ol>
    </>
  );
}

function OneEntry({ entry }: { entry: ConsentEntry }) {
  const { t } = useTranslation('clients');
  const format = useFormat();
  const { evidence } = entry;
  const proof = evidence['proof'];
  const rows: (readonly [string, React.ReactNode])[] = [
    [t('proof.source'), entry.source === 'by hand' ? t('proof.byHand') : entry.source],
    ...(entry.importId === null
      ? []
      : [
          [
            t('proof.import'),
            t('proof.importLine', { import: String(entry.importId), line: String(entry.line ?? '') }),
          ] as const,
        ]),
    ...Object.entries(evidence)
      .filter(([name]) => !shownElsewhere.has(name))
      .map(
        ([name, value]) =>
          [nameOf(t, name), typeof value === 'object' ? JSON.stringify(value) : String(value)] as const,
      ),
  ];
  return (
    <li>
      <p>
        <Status tone={entry.status === 'granted' ? 'good' : 'bad'}>{t(entry.status)}</Status>{' '}
        {format.dateTime(entry.occurredAt)}
      </p>
      <Facts rows={rows} />
      <Wording
        wordingId={evidence['wordingId']}
        name={evidence['wordingName']}
        version={evidence['wordingVersion']}
      />
      {typeof proof === 'string' ? (
        <a className="link small" href={addressOf(`/consents/proofs/${proof}`)} download>
          {t('proof.download')}
        </a>
      ) : null}
      <p className="soft small">{t('proof.recorded', { when: format.dateTime(entry.recordedAt) })}</p>
    </li>
  );
}

const shownElsewhere = new Set(['proof', 'wordingId', 'wordingName', 'wordingVersion']);
const named = ['how', 'note', 'form', 'ip', 'wording', 'recordedBy', 'requestId'] as const;

function nameOf(t: ReturnType<typeof useTranslation<'clients'>>['t'], name: string): string {
  const known = named.find((one) => one === name);
  return known === undefined ? name : t(`proof.${known}`);
}

/** The very words that were read, in the version that was read. */
function Wording(props: { wordingId: unknown; name: unknown; version: unknown }) {
  const { t } = useTranslation('clients');
  const wordings = useWordings(typeof props.wordingId === 'number');
  if (typeof props.wordingId !== 'number') return null;
  const found = wordings.data?.items.find(({ wordingId }) => wordingId === props.wordingId);
  return (
    <figure className={classes.read}>
      <figcaption className="soft small">
        {t('proof.read', { name: String(props.name), version: String(props.version) })}
      </figcaption>
      {found ? <blockquote lang={found.language}>{found.content}</blockquote> : null}
    </figure>
  );
}
