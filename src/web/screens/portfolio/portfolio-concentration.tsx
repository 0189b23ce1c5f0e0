import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConcentrationOverTime, MeasureName } from '#differentiate/portfolio/api';
import { Chart } from '../../charts/chart.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useConcentration } from './portfolio.data.ts';

type Point = ConcentrationOverTime['items'][number];
type Told = Point & { gini: number; firstTenth: number };

const isTold = (point: Point): point is Told => point.gini !== null && point.firstTenth !== null;

/** Whether a measure gathers on fewer customers or spreads over more, from one kept date to the next. */
export function PortfolioConcentration(props: { measure: MeasureName }) {
  const { t } = useTranslation('portfolio');
  const over = useConcentration(props.measure);
  if (over.error) return <ProblemNote thrown={over.error} again={() => void over.refetch()} />;
  if (!over.data) return null;
  const [first, ...others] = over.data.items.filter(isTold);
  const last = others.at(-1);
  if (first === undefined) return null;
  if (last === undefined) return <p className="soft small">{t('oneDate')}</p>;
  return (
    <div data-stale={over.isPlaceholderData} aria-busy={over.isPlaceholderData}>
      <OverTime over={over.data} first={first} last={last} />
    </div>
  );
}

function OverTime(props: { over: ConcentrationOverTime; first: Told; last: Told }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const { over, first, last } = props;
  const option = useMemo(() => {
    const line = (name: string, shareOf: (point: Point) => number | null) => ({
      ...{ type: 'line', name, symbol: 'circle', symbolSize: 6 },
      data: over.items.map((point) => [new Date(point.asOf).getTime(), shareOf(point)]),
    });
    return {
      xAxis: {
        ...{ type: 'time', splitNumber: 3 },
        axisLabel: { formatter: (at: number) => format.shortDate(new Date(at)), hideOverlap: true },
      },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => format.percent(value, 0) } },
      series: [
        line(t('firstTenth'), (point) => point.firstTenth),
        line(t('firstHundredth'), (point) => point.firstHundredth),
      ],
      tooltip: {
        trigger: 'axis',
        valueFormatter: (share: number | null) => (share === null ? '–' : format.percent(share)),
      },
    };
  }, [over, format, t]);
  const figures = {
    ...{ from: format.percent(first.firstTenth), until: format.percent(last.firstTenth) },
    ...{ giniFrom: format.number(first.gini, 2), giniUntil: format.number(last.gini, 2) },
    ...{ dateFrom: format.date(first.asOf), dateUntil: format.date(last.asOf) },
    measure: over.label[format.language],
  };
  return (
    <Chart
      name="concentration-over-time"
      title={t('overTimeTitle', figures)}
      subtitle={t('overTimeSub', figures)}
      summary={`${t('overTimeTitle', figures)}. ${t('overTimeSub', figures)}`}
      option={option}
      data={{
        heads: [
          ...[t('date'), t('customers'), t('total'), t('gini')],
          ...[t('firstTenth'), t('firstHundredth')],
        ],
        rows: over.items.toReversed().map((point) => rowOf(point, format)),
      }}
    />
  );
}

function rowOf(point: Point, format: ReturnType<typeof useFormat>): string[] {
  const share = (value: number | null) => (value === null ? '–' : format.percent(value));
  return [
    ...[format.dateTime(point.asOf), format.number(point.customers)],
    ...[format.money(point.total, point.currency, { cents: false })],
    ...[point.gini === null ? '–' : format.number(point.gini, 3)],
    ...[share(point.firstTenth), share(point.firstHundredth)],
  ];
}
