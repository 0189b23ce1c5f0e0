import { Button, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SegmentView } from '#differentiate/segments/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useArchiveSegment } from './segments.data.ts';

/** Write to a segment, or put it away. */
export function SegmentActions(props: { segment: SegmentView }) {
  const { t } = useTranslation('segments');
  const { t: parts } = useTranslation('parts');
  const may = useMay();
  const navigate = useNavigate();
  const archive = useArchiveSegment(props.segment.segmentId);
  const ask = () =>
    modals.openConfirmModal({
      title: t('archive'),
      children: <Text size="sm">{t('archiveConfirm', { name: props.segment.name })}</Text>,
      labels: { confirm: t('archive'), cancel: parts('cancel') },
      onConfirm: () => archive.mutate(undefined, { onSuccess: () => void navigate({ to: '/segments' }) }),
    });
  return (
    <>
      {archive.error ? <ProblemNote thrown={archive.error} /> : null}
      {may('segments:write') && !props.segment.archivedAt ? (
        <Button variant="default" onClick={ask}>
          {t('archive')}
        </Button>
      ) : null}
      {may('campaigns:write') ? (
        <Button
          onClick={() =>
            void navigate({ to: '/campaigns', search: { open: 'new', segment: props.segment.segmentId } })
          }
        >
          {t('write')}
        </Button>
      ) : null}
    </>
  );
}
