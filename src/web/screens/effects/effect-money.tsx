import { useTranslation } from 'react-i18next';
import { Figure, Figures } from '../../components/figure.tsx';
import { useFormat } from '../../data/use-format.ts';
import type { Effect } from './effect.ts';

type Bounds = { low: number; high: number };

/** Margin due to the campaign, its cost, profit and return, each estimate with its interval; then the break-even. */
export function EffectMoney(props: { effect: Effect; currency: string }) {
  const { t } = useTranslation('effects');
  const format = useFormat();
  const { profit, breakEven } = props.effect;
  if ('refused' in profit) return <p className="soft">{t('refused', { why: profit.message })}</p>;
  const cents = Math.abs(profit.incrementalMargin) < 1000;
  const money = (value: number) => format.money(value, props.currency, { cents });
  const signedMoney = (value: number) => format.signed(money(value));
  const range = (bounds: Bounds, write: (value: number) => string) =>
    t('between', { low: write(bounds.low), high: write(bounds.high) });
  const share = (value: number) => format.percent(value, 0);
  return (
    <>
      <Figures>
        <Figure
          label={t('incremental')}
          value={signedMoney(profit.incrementalMargin)}
          period={range(profit.incrementalMarginInterval, signedMoney)}
          definition={t('incrementalMeans')}
        />
        <Figure label={t('costTotal')} value={money(profit.cost)} definition={t('costMeans')} />
        <Figure
          label={t('profit')}
          value={signedMoney(profit.estimate)}
          period={range(profit.interval, signedMoney)}
          definition={t('profitMeans')}
        />
        <Figure
          label={t('roi')}
          value={profit.roi ? share(profit.roi.estimate) : '—'}
          period={profit.roi ? range(profit.roi.interval, share) : t('noRoi')}
          definition={t('roiMeans')}
        />
      </Figures>
      {breakEven.response !== null && breakEven.marginPerResponse !== null ? (
        <p>
          {t('breakEvenText', {
            share: format.percent(breakEven.response, 2),
            margin: format.money(breakEven.marginPerResponse, props.currency),
          })}
        </p>
      ) : null}
    </>
  );
}
