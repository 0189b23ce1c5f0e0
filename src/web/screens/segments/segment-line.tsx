import { CloseButton, NativeSelect, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './condition.module.css';
import type { SegmentDraft } from './draft.ts';
import { useSegmentChoices } from './segments.data.ts';

type SegmentLineProps = {
  draft: SegmentDraft;
  onChange: (draft: SegmentDraft) => void;
  onRemove: () => void;
};

/** Belonging to another saved segment, or not. */
export function SegmentLine(props: SegmentLineProps) {
  const { t } = useTranslation('segments');
  const { draft, onChange } = props;
  const choices = useSegmentChoices();
  return (
    <div className={classes.line}>
      <NativeSelect
        className={classes.operator}
        aria-label={t('comparison')}
        value={draft.negated ? 'not' : 'in'}
        data={[
          { value: 'in', label: t('memberOf') },
          { value: 'not', label: t('notMemberOf') },
        ]}
        onChange={(event) => onChange({ ...draft, negated: event.currentTarget.value === 'not' })}
      />
      <Select
        className={classes.attribute}
        searchable
        aria-label={t('title')}
        placeholder={t('chooseSegment')}
        value={draft.segment === undefined ? null : String(draft.segment)}
        data={choices}
        onChange={(value) => onChange({ ...draft, segment: value === null ? undefined : Number(value) })}
      />
      <CloseButton size="sm" aria-label={t('removeLine')} onClick={props.onRemove} />
    </div>
  );
}
