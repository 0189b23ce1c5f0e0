import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../data/use-format.ts';
import classes from './data-table.module.css';
import type { Paging } from './table-props.ts';

/** Under a table: which rows these are, of how many, and the way to the others. */
export function TablePaging(props: Paging) {
  const { t } = useTranslation('parts');
  const format = useFormat();
  const from = props.from;
  const range =
    props.total !== undefined && from !== undefined
      ? t(props.totalIsAtLeast ? 'table.rangeAtLeast' : 'table.range', {
          from: format.number(from),
          to: format.number(from + Math.max(0, props.shown - 1)),
          total: format.number(props.total),
        })
      : t('table.page', { page: format.number(props.page) });
  return (
    <div className={classes.paging}>
      <span aria-live="polite">{range}</span>
      <span className={classes.gap} />
      {props.size ? (
        <NativeSelect
          size="xs"
          aria-label={t('table.perPage')}
          value={String(props.size.value)}
          data={['25', '50', '100'].map((value) => ({ value, label: `${value} ${t('table.perPage')}` }))}
          onChange={(event) => props.size?.onChange(Number(event.currentTarget.value))}
        />
      ) : null}
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('table.previous')}
        disabled={!props.onPrevious}
        onClick={props.onPrevious}
      >
        <IconChevronLeft size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={t('table.next')}
        disabled={!props.onNext}
        onClick={props.onNext}
      >
        <IconChevronRight size={16} stroke={1.6} />
      </ActionIcon>
    </div>
  );
}
