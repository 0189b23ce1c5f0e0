import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../data/use-format.ts';
import { useSnapshots } from './portfolio.data.ts';

/** Which kept date the page is as of: the newest unless another is chosen. Nothing to choose of one date alone. */
export function PortfolioDate(props: { at: number | undefined; onChoose: (at: number | undefined) => void }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const dates = useSnapshots().data?.items ?? [];
  const [newest] = dates;
  if (newest === undefined || (dates.length < 2 && props.at === undefined)) return null;
  const data = dates.map((one) => ({
    value: String(one.snapshotId),
    label: one === newest ? t('newest', { date: format.dateTime(one.asOf) }) : format.dateTime(one.asOf),
  }));
  return (
    <Select
      w={320}
      maw="100%"
      allowDeselect={false}
      aria-label={t('asOf')}
      data={data}
      value={String(props.at ?? newest.snapshotId)}
      onChange={(value) => props.onChoose(value === String(newest.snapshotId) ? undefined : Number(value))}
    />
  );
}
