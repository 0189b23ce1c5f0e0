import { useTranslation } from 'react-i18next';
import type { Overview } from '#evaluate/dashboards/api';
import { Figure, Figures } from '../../components/figure.tsx';
import { type Format } from '../../data/format.ts';
import { useFormat } from '../../data/use-format.ts';

type Direction = 'up' | 'down' | 'level';

/** Known customers, reachable, sales of 30 days, and what the last campaign changed. */
export function OverviewFigures(props: { overview: Overview }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { customers, sales, campaigns } = props.overview;
  const { last30Days: last, previous30Days: previous } = sales;
  return (
    <Figures>
      <Figure
        label={t('known')}
        value={format.number(customers.known)}
        period={t('newcomers', {
          count: customers.newIn30Days,
          shown: format.number(customers.newIn30Days),
        })}
        definition={t('knownMeans')}
      />
      <ReachFigure customers={customers} />
      <Figure
        label={t('sales')}
        value={format.money(last.netSales, last.currency, { cents: false })}
        period={[
          t('ordersCount', { count: last.orders, shown: format.number(last.orders) }),
          t('buyers', { count: last.customers, shown: format.number(last.customers) }),
        ].join(', ')}
        {...changeOf(last.netSales, previous.netSales, format, t('against'))}
        trend={sales.daily.map((one) => Number(one.netSales))}
        definition={t('salesMeans', { currency: last.currency })}
      />
      <EffectFigure campaign={campaigns.find((one) => one.effect !== null)} currency={last.currency} />
    </Figures>
  );
}

function changeOf(now: string, before: string, format: Format, against: string) {
  const [a, b] = [Number(now), Number(before)];
  if (!(b > 0)) return {};
  const share = a / b - 1;
  const direction: Direction = share > 0.0005 ? 'up' : share < -0.0005 ? 'down' : 'level';
  return { change: { text: format.signed(format.percent(share)), direction, against } };
}

function ReachFigure(props: { customers: Overview['customers'] }) {
  const { t, i18n } = useTranslation('overview');
  const format = useFormat();
  const language = i18n.language === 'en' ? 'en' : 'fr';
  const { known, reachable } = props.customers;
  const [first, ...others] = reachable;
  if (!first) return null;
  const period = [
    t('ofKnown', { share: format.percent(first.customers / Math.max(1, known)) }),
    ...others.map((one) => `${one.label[language]} ${format.number(one.customers)}`),
  ];
  return (
    <Figure
      label={t('reachable', { channel: first.label[language] })}
      value={format.number(first.customers)}
      period={period.join(' · ')}
      definition={t('reachableMeans')}
    />
  );
}

function EffectFigure(props: { campaign: Overview['campaigns'][number] | undefined; currency: string }) {
  const { t, i18n } = useTranslation('overview');
  const { t: effects } = useTranslation('effects');
  const format = useFormat();
  const effect = props.campaign?.effect;
  if (!props.campaign || !effect || effect.estimate === null) return null;
  const money = (value: number) => format.signed(format.money(value, props.currency));
  const verdict = `effects:verdicts.${effect.verdict}`;
  const range =
    effect.low === null || effect.high === null
      ? ''
      : effects('between', { low: money(effect.low), high: money(effect.high) });
  return (
    <Figure
      label={t('effect')}
      value={money(effect.estimate)}
      unit={t('perCustomer')}
      period={[range, i18n.exists(verdict) ? i18n.t(verdict as never) : ''].filter(Boolean).join(' · ')}
      definition={`${props.campaign.name}. ${t('effectMeans')}`}
    />
  );
}
