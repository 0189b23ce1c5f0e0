import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { SegmentPageView } from '#differentiate/segments/api';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';

/** What a segment was before, and the segments built on it. */
export function SegmentPast(props: { segment: z.infer<typeof SegmentPageView> }) {
  const { t, i18n } = useTranslation('segments');
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const { versions, usedBy } = props.segment;
  return (
    <>
      {usedBy.length > 0 ? (
        <Section title={t('usedBy')}>
          <ul>
            {usedBy.map((one) => (
              <li key={one.segmentId}>
                <Link to="/segments/$id" params={{ id: String(one.segmentId) }} search={{}} className="link">
                  {one.name}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {versions.length > 1 ? (
        <Section title={t('versions')}>
          <ol reversed style={{ paddingLeft: 24 }}>
            {versions.map((version) => (
              <li key={version.version}>
                {version.name}
                {t('colon')}
                {version.sentence[language]}{' '}
                <span className="soft small">
                  {version.changedBy}, {format.relative(version.changedAt)}
                </span>
              </li>
            ))}
          </ol>
        </Section>
      ) : null}
    </>
  );
}
