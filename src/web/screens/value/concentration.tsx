import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValueOverview } from '#differentiate/value/api';
import { Chart } from '../../charts/chart.tsx';
import { useFormat } from '../../data/use-format.ts';

const told = 0.1;

/** How much of the sales the best customers make. */
export function Concentration(props: { overview: ValueOverview }) {
  const { t } = useTranslation('value');
  const format = useFormat();
  const { concentration } = props.overview;
  const tenth = concentration.find((one) => Math.abs(one.topShare - told) < 1e-6) ?? concentration[0];
  const option = useMemo(
    () => ({
      xAxis: {
        type: 'value',
        min: 0,
        max: 1,
        splitLine: { show: false },
        axisLabel: { formatter: (value: number) => format.percent(value, 0) },
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: 1,
        axisLabel: { formatter: (value: number) => format.percent(value, 0) },
      },
      series: [
        {
          type: 'line',
          data: [[0, 0], ...concentration.map((one) => [one.topShare, one.netShare]), [1, 1]],
          smooth: 0.25,
          symbolSize: 6,
        },
      ],
    }),
    [concentration, format],
  );
  if (!tenth) return null;
  const figures = { share: format.percent(tenth.netShare, 0), top: format.percent(tenth.topShare, 0) };
  return (
    <Chart
      name="concentration"
      title={t('concentration', figures)}
      subtitle={t('concentrationSub')}
      summary={t('concentrationSummary', figures)}
      option={option}
      data={{
        heads: [t('topShare'), t('people'), t('netShare')],
        rows: concentration.map((one) => [
          format.percent(one.topShare),
          format.number(one.customers),
          format.percent(one.netShare),
        ]),
      }}
    />
  );
}
