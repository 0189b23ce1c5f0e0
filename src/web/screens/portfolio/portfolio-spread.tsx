import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type MeasureName, measureNames, type Spread } from '#differentiate/portfolio/api';
import { Chart } from '../../charts/chart.tsx';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { PortfolioConcentration } from './portfolio-concentration.tsx';
import type { PortfolioSearch } from './portfolio-search.ts';
import { useSpread } from './portfolio.data.ts';
import classes from './portfolio.module.css';

type Part = { search: PortfolioSearch; set: (change: Partial<PortfolioSearch>) => void };

/** How unequally a measure is spread: Lorenz curve with Gini, and tenths of customers. */
export function PortfolioSpread({ search, set }: Part) {
  const { t } = useTranslation('portfolio');
  const measure = search.measure ?? 'netSales12Months';
  const spread = useSpread(measure, search.at);
  return (
    <Section
      title={t('spread')}
      aside={
        <Select
          size="xs"
          w={220}
          aria-label={t('measure')}
          allowDeselect={false}
          value={measure}
          data={measureNames.map((value) => ({ value, label: t(`measures.${value}`) }))}
          onChange={(value) => set({ measure: (value ?? undefined) as MeasureName | undefined })}
        />
      }
    >
      {spread.error ? <ProblemNote thrown={spread.error} again={() => void spread.refetch()} /> : null}
      {spread.data ? (
        spread.data.lorenz.length > 0 ? (
          <div
            className={classes.halves}
            data-stale={spread.isPlaceholderData}
            aria-busy={spread.isPlaceholderData}
          >
            <Lorenz spread={spread.data} />
            <Tenths spread={spread.data} />
          </div>
        ) : (
          <p className="soft">{t('noSpread')}</p>
        )
      ) : null}
      <div className={classes.overTime}>
        <PortfolioConcentration measure={measure} />
      </div>
    </Section>
  );
}

function Lorenz(props: { spread: Spread }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const { lorenz, gini, label, asOf, customers } = props.spread;
  const half = lorenz.find(([share]) => share >= 0.5)?.[1] ?? 0;
  const option = useMemo(() => {
    const axis = {
      ...{ type: 'value', min: 0, max: 1, interval: 0.25 },
      axisLabel: { formatter: (value: number) => format.percent(value, 0) },
    };
    return {
      xAxis: { ...axis, splitLine: { show: false } },
      yAxis: { ...axis, min: Math.min(0, ...lorenz.map(([, share]) => share)) },
      series: [
        { type: 'line', data: lorenz, symbol: 'none', areaStyle: { opacity: 0.08 } },
        {
          ...{ type: 'line', symbol: 'none', silent: true, lineStyle: { type: 'dashed', width: 1 } },
          data: [
            [0, 0],
            [1, 1],
          ],
        },
      ],
    };
  }, [lorenz, format]);
  const figures = { share: format.percent(half, 0), gini: format.number(gini ?? 0, 2) };
  return (
    <Chart
      name="lorenz"
      title={t('lorenzTitle', figures)}
      subtitle={t('lorenzSub', {
        ...{ measure: label[format.language], gini: figures.gini },
        ...{ date: format.date(asOf), customers: format.number(customers) },
      })}
      summary={t('lorenzTitle', figures)}
      option={option}
      data={{
        heads: [t('shareOfCustomers'), t('shareOfTotal')],
        rows: lorenz.filter((_, at) => at % 5 === 0).map(([a, b]) => [format.percent(a), format.percent(b)]),
      }}
    />
  );
}

function Tenths(props: { spread: Spread }) {
  const { t } = useTranslation('portfolio');
  const format = useFormat();
  const { deciles, currency, label } = props.spread;
  const money = (value: number) => format.money(value, currency, { cents: false });
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', data: deciles.map((_, at) => String(at + 1)) },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => format.percent(value, 0) } },
      series: [{ type: 'bar', data: deciles.map((one) => one.share ?? 0), barWidth: '72%' }],
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => format.percent(value) },
    }),
    [deciles, format],
  );
  const first = deciles[0];
  const figures = { share: format.percent(first?.share ?? 0, 0) };
  return (
    <Chart
      name="tenths"
      title={t('tenthsTitle', figures)}
      subtitle={t('tenthsSub', { measure: label[format.language] })}
      summary={t('tenthsTitle', figures)}
      option={option}
      data={{
        heads: [t('tenth'), t('customers'), t('total'), t('mean'), t('from'), t('shareOfTotal')],
        rows: deciles.map((one, at) => [
          ...[String(at + 1), format.number(one.customers), money(one.total), money(one.mean)],
          ...[money(one.lowest), format.percent(one.share ?? 0)],
        ]),
      }}
    />
  );
}
