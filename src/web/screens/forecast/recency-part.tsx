import { useTranslation } from 'react-i18next';
import type { RecencyValue } from '#differentiate/lifetime/api';
import { PeopleCount } from '../../components/people-count.tsx';
import { Section } from '../../components/page.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './forecast.module.css';
import { useRecencyValue } from './forecast.data.ts';

type State = RecencyValue['states'][number];

/** A second opinion: what customers bring by the months since their last purchase, whoever they are. */
export function RecencyPart() {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { data } = useRecencyValue();
  if (!data) return null;
  const money = (value: number) => format.money(Math.round(value), data.currency, { cents: false });
  const hints = {
    days: format.number(data.monthDays),
    total: t('estimate', {
      ...{ value: money(data.total.value), low: money(data.total.low), high: money(data.total.high) },
    }),
    horizon: format.number(data.horizonDays),
  };
  const heads = [
    ...[t('chance'), t('eachWithin', hints)],
    t(data.marginShare === null ? 'eachEndlessSales' : 'eachEndless'),
  ];
  return (
    <Section title={t('recencyTitle')}>
      <p className="soft small">{t('recencyHint', hints)}</p>
      <p className="soft small">{t('recencyTotal', hints)}</p>
      <div className={classes.scroller}>
        <table className={`${classes.table} ${classes.recency}`}>
          <caption className="seen-by-readers-only">{t('recencyTitle')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('lastPurchase')}</th>
              <th scope="col">{t('customers')}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.states.map((state) => (
              <Row
                key={state.monthsFrom}
                state={state}
                money={money}
                marginShare={data.marginShare}
                heads={heads}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function Row(props: {
  state: State;
  money: (value: number) => string;
  marginShare: number | null;
  heads: readonly string[];
}) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
  const { state, money } = props;
  const { monthsFrom: from, monthsUntil: until } = state;
  const share = props.marginShare ?? 1;
  const percent = (value: number) => format.percent(value);
  const name =
    until === null
      ? t('monthsOver', { count: from, shown: format.number(from) })
      : from === 0
        ? t('monthsUnder')
        : t('monthsBetween', { count: until, from: format.number(from), until: format.number(until) });
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <PeopleCount count={state.customers} to="/segments/new" search={{ condition: state.condition }} />
      </td>
      <td data-head={props.heads[0]}>
        <Estimate estimate={state.chance} write={percent} />
      </td>
      <td data-head={props.heads[1]}>
        <Estimate estimate={state.within} write={money} />
      </td>
      <td data-head={props.heads[2]}>
        {state.endless === null ? (
          '–'
        ) : (
          <Estimate estimate={state.endless} write={(value) => money(value * share)} />
        )}
      </td>
    </tr>
  );
}

function Estimate(props: { estimate: State['chance']; write: (value: number) => string }) {
  const { t } = useTranslation('forecast');
  const { estimate, write } = props;
  return (
    <>
      {write(estimate.value)}
      <span className={classes.range}>
        {t('range', { low: write(estimate.low), high: write(estimate.high) })}
      </span>
    </>
  );
}
