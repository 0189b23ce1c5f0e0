import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '../../charts/chart.tsx';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import { monthNames } from './month-names.ts';

/** How busy the months are: the clock that the forecast runs on. `months` are weights from January on, 1 a mean month. */
export function SeasonPart(props: { months: readonly number[]; isGiven: boolean }) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { months } = props;
  const names = useMemo(() => monthNames(format.language), [format.language]);
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', data: names.short },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => format.percent(value, 0) } },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => format.percent(value, 0) },
      series: [{ type: 'bar', name: t('monthWeight'), barWidth: '60%', data: [...months] }],
    }),
    [months, names, format, t],
  );
  const [busiest, quietest] = [Math.max(...months), Math.min(...months)];
  const title = t('seasonTitle', {
    ...{
      busiest: names.long[months.indexOf(busiest)] ?? '',
      more: format.signed(format.percent(busiest - 1, 0)),
    },
    ...{
      quietest: names.long[months.indexOf(quietest)] ?? '',
      less: format.signed(format.percent(quietest - 1, 0)),
    },
  });
  return (
    <Section title={t('season')}>
      <Chart
        name="season"
        title={title}
        subtitle={t(props.isGiven ? 'seasonSubGiven' : 'seasonSub')}
        summary={title}
        option={option}
        data={{
          heads: [t('month'), t('monthWeight')],
          rows: months.map((weight, month) => [names.long[month] ?? '', format.percent(weight, 0)]),
        }}
      />
    </Section>
  );
}
