import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { DifferenceShape } from '#evaluate/effects/api';
import { DotBars } from '../../charts/dot-bars.tsx';
import { Interval, scaleAround } from '../../components/interval.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './effects.module.css';
import type { Effect } from './effect.ts';

type Difference = z.infer<typeof DifferenceShape>;
const names = ['response', 'orders', 'netSales', 'margin'] as const;
type Name = (typeof names)[number];

const normal95 = 1.959964;

/** Each measure for treated and control on one scale, with the difference and its interval under it. */
export function EffectMeasures(props: { effect: Effect; currency: string }) {
  return (
    <div className={classes.measures}>
      {names.map((name) => (
        <Measure key={name} name={name} {...props} />
      ))}
    </div>
  );
}

function Measure(props: { name: Name; effect: Effect; currency: string }) {
  const { t } = useTranslation('effects');
  const measured = props.effect[props.name];
  return (
    <section className={classes.measure}>
      <Tooltip label={t(`measureMeans.${props.name}`)}>
        <h3 tabIndex={0} className={classes.measureName}>
          {t(`measureNames.${props.name}`)}
        </h3>
      </Tooltip>
      {'refused' in measured ? (
        <p className="soft">{t('refused', { why: measured.message })}</p>
      ) : (
        <Compared {...props} difference={measured.difference} />
      )}
    </section>
  );
}

function Compared(props: { name: Name; currency: string; difference: Difference }) {
  const { t } = useTranslation('effects');
  const write = useMeasureWriter(props.name, props.currency);
  const { difference } = props;
  const arm = (mean: Difference['treated'], label: string, strong: boolean) => ({
    label,
    estimate: mean.mean,
    low: Math.max(0, mean.mean - normal95 * mean.standardError),
    high: mean.mean + normal95 * mean.standardError,
    written: write.level(mean.mean),
    strong,
  });
  const { low, high } = difference.interval;
  return (
    <>
      <DotBars
        label={t(`measureNames.${props.name}`)}
        write={write.level}
        rows={[arm(difference.treated, t('treated'), true), arm(difference.control, t('controls'), false)]}
      />
      <p className={classes.difference}>
        <span className="soft small">{t('columns.difference')}</span>
        <Interval
          estimate={difference.estimate}
          low={low}
          high={high}
          scale={scaleAround([low, high])}
          write={write.difference}
        />
      </p>
    </>
  );
}

function useMeasureWriter(name: Name, currency: string) {
  const { t } = useTranslation('effects');
  const format = useFormat();
  if (name === 'response') {
    return {
      level: (value: number) => format.percent(value, 2),
      difference: (value: number) => t('points', { value: format.signed(format.number(value * 100, 2, 2)) }),
    };
  }
  if (name === 'orders') {
    return {
      level: (value: number) => format.number(value, 3, 3),
      difference: (value: number) => format.signed(format.number(value, 3, 3)),
    };
  }
  return {
    level: (value: number) => format.money(value, currency),
    difference: (value: number) => format.signed(format.money(value, currency)),
  };
}
