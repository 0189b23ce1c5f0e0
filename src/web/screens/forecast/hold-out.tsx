import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { HoldOut } from '#differentiate/lifetime/api';
import { Chart } from '../../charts/chart.tsx';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './forecast.module.css';
import { modelName } from './model-name.ts';

type Part = { holdOut: HoldOut; model: string; season: boolean };

/** The forecast against what happened on days the models had not seen: by tenth of customers, and by model. */
export function HoldOutPart(props: Part) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { until, days } = props.holdOut;
  return (
    <Section title={t('holdOut')}>
      <p className="soft small">
        {t('holdOutHint', { date: format.date(until), days: format.number(days) })}
      </p>
      <div className={classes.halves}>
        {props.holdOut.deciles.length > 0 ? <Calibration {...props} /> : null}
        <Models {...props} />
      </div>
    </Section>
  );
}

function Calibration({ holdOut, model, season }: Part) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { deciles, ranked } = holdOut;
  const best = ranked.find((one) => one.model === model && one.season === season);
  const miss = best && best.actual > 0 ? best.expected / best.actual - 1 : 0;
  const option = useMemo(
    () => ({
      xAxis: { type: 'category', data: deciles.map((_, at) => String(at + 1)) },
      yAxis: { type: 'value', axisLabel: { formatter: (value: number) => format.number(value, 1) } },
      tooltip: { trigger: 'axis', valueFormatter: (value: number) => format.number(value, 2) },
      series: [
        {
          ...{ type: 'bar', name: t('happened'), barWidth: '60%' },
          data: deciles.map((one) => one.actual),
        },
        {
          ...{ type: 'line', name: t('forecast'), symbolSize: 7, lineStyle: { width: 1.5 } },
          data: deciles.map((one) => one.expected),
        },
      ],
    }),
    [deciles, format, t],
  );
  const title = t('calibrationTitle', { miss: format.signed(format.percent(miss)) });
  return (
    <Chart
      name="calibration"
      title={title}
      subtitle={t('calibrationSub')}
      summary={title}
      option={option}
      data={{
        heads: [t('tenth'), t('customers'), t('forecast'), t('happened')],
        rows: deciles.map((one, at) => [
          ...[String(at + 1), format.number(one.customers)],
          ...[format.number(one.expected, 2), format.number(one.actual, 2)],
        ]),
      }}
    />
  );
}

function Models({ holdOut, model, season }: Part) {
  const { t, i18n } = useTranslation('forecast');
  const format = useFormat();
  const named = (name: string) => (name === 'same-pace' ? t('samePace') : modelName(name));
  const isChosen = (one: HoldOut['ranked'][number]) => one.model === model && one.season === season;
  return (
    <div className={classes.scroller}>
      <table className={classes.table} lang={i18n.language}>
        <caption className={classes.caption}>{t('modelsCaption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('model')}</th>
            <th scope="col">{t('forecast')}</th>
            <th scope="col">{t('happened')}</th>
            <th scope="col">{t('error')}</th>
          </tr>
        </thead>
        <tbody>
          {holdOut.ranked.map((one) => (
            <tr key={`${one.model}-${one.season}`} data-chosen={isChosen(one)}>
              <th scope="row">
                {one.season ? t('withSeason', { model: named(one.model) }) : named(one.model)}{' '}
                {isChosen(one) ? <span className="soft small">{t('chosen')}</span> : null}
              </th>
              <td>{format.number(Math.round(one.expected))}</td>
              <td>{format.number(Math.round(one.actual))}</td>
              <td>{format.number(one.deviance, 3, 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
