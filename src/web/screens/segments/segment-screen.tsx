import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useAttributes } from './attributes.data.ts';
import { SegmentEditor } from './segment-editor.tsx';
import { useSegment } from './segments.data.ts';

/** One segment being read or changed, or a new one; waits for the registry, without which a condition means nothing. */
export function SegmentScreen() {
  const { t } = useTranslation('segments');
  const { id } = useParams({ strict: false });
  const { condition } = useSearch({
    from: id === undefined ? '/inside/segments/new' : '/inside/segments/$id',
  });
  const segment = useSegment(id === undefined ? undefined : Number(id));
  const attributes = useAttributes();
  const above = (
    <Link to="/segments" className="link">
      {t('title')}
    </Link>
  );
  const thrown = segment.error ?? attributes.thrown;
  const ready = attributes.list.length > 0 && (id === undefined || segment.data !== undefined);
  if (thrown || !ready) {
    return (
      <Page title={thrown ? t('title') : '\u00a0'} above={above}>
        {thrown ? <ProblemNote thrown={thrown} /> : null}
      </Page>
    );
  }
  return (
    <SegmentEditor
      key={`${id ?? 'new'}-${segment.data?.version ?? 0}`}
      segment={segment.data}
      start={condition ?? segment.data?.condition ?? { and: [] }}
      above={above}
    />
  );
}
