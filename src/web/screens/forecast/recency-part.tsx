import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RecencyValue } from '#differentiate/lifetime/api';
import { PeopleCount } from '../../components/people-count.tsx';
import { Section } from '../../components/page.tsx';
import { useProblemWords } from '../../components/problem-note.tsx';
import { tidy } from '../../data/list-search.ts';
import { problemOf } from '../../data/problem.ts';
import { useFormat } from '../../data/use-format.ts';
import { PortfolioDate } from '../portfolio/portfolio-date.tsx';
import classes from './forecast.module.css';
import { useRecencyValue } from './forecast.data.ts';

type State = RecencyValue['states'][number];

/** A second opinion: what customers bring by the months since their last purchase, whoever they are; as of any kept date. */
export function RecencyPart() {
  const { t } = useTranslation('forecast');
  const { at } = useSearch({ from: '/inside/value/forecast' });
  const navigate = useNavigate({ from: '/value/forecast' });
  const { data, error, isPending, isPlaceholderData } = useRecencyValue(at);
  const words = useProblemWords(problemOf(error));
  if (isPending) return null;
  const choose = (date: number | undefined) =>
    void navigate({ search: tidy({ at: date }), replace: true, resetScroll: false });
  return (
    <Section title={t('recencyTitle')} aside={<PortfolioDate at={at} onChoose={choose} />}>
      {error ? (
        <p className="soft">{words}</p>
      ) : (
        <div data-stale={isPlaceholderData} aria-busy={isPlaceholderData}>
          <ByRecency data={data} />
        </div>
      )}
    </Section>
  );
}

function ByRecency({ data }: { data: RecencyValue }) {
  const { t } = useTranslation('forecast');
  const format = useFormat();
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
    <>
      <p className="soft small">{t('recencyHint', hints)}</p>
      <p className="soft small">{t('recencyTotal', hints)}</p>
      <div className={classes.scroller}>
        <table className={`${classes.table} ${classes.stacked} ${classes.recency}`}>
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
    </>
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
  const percent = (value: number) => format.percent(value, 1, 1);
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
        {state.condition === null ? (
          <span title={t('thenOnly')}>{format.number(state.customers)}</span>
        ) : (
          <PeopleCount count={state.customers} to="/segments/new" search={{ condition: state.condition }} />
        )}
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
