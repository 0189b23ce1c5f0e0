import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Answer, type Estimate, QuestionsReply } from '#evaluate/questions/api';
import { Empty } from '../../components/empty.tsx';
import { Page } from '../../components/page.tsx';
import { PeopleCount } from '../../components/people-count.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { orNothing } from '../../data/problem.ts';
import { request } from '../../data/request.ts';
import { useFormat } from '../../data/use-format.ts';
import { ValueTabs } from '../value/value-tabs.tsx';
import classes from './questions.module.css';

/** Ten questions of value: a number with its interval, population, date, method and list; or which data would tell. */
export function QuestionsScreen() {
  const { t } = useTranslation('questions');
  const format = useFormat();
  const questions = useQuery({
    queryKey: ['questions'],
    queryFn: ({ signal }) => orNothing(request({ path: '/questions', shape: QuestionsReply, signal })),
  });
  const { data } = questions;
  return (
    <Page
      above={<ValueTabs />}
      title={t('title')}
      sentence={t('sentence')}
      scope={data ? t('scope', { date: format.date(data.asOf), currency: data.currency }) : undefined}
    >
      {questions.error ? (
        <ProblemNote thrown={questions.error} again={() => void questions.refetch()} />
      ) : null}
      {data === null ? <Empty title={t('none')} detail={t('noneHint')} /> : null}
      {questions.isPending ? <p className="soft">{t('working')}</p> : null}
      {data ? (
        <ol className={classes.list}>
          {data.answers.map((answer) => (
            <Card key={answer.id} answer={answer} currency={data.currency} />
          ))}
        </ol>
      ) : null}
    </Page>
  );
}

function useWriteEstimate(currency: string) {
  const format = useFormat();
  return (value: number, unit: Estimate['unit']) => {
    if (unit === 'money') return format.money(Math.round(value * 100) / 100, currency);
    return unit === 'share' ? format.percent(value, 0) : format.number(Math.round(value));
  };
}

function Card(props: { answer: Answer; currency: string }) {
  const { t } = useTranslation('questions');
  const { language } = useFormat();
  const write = useWriteEstimate(props.currency);
  const { answer } = props;
  const estimate = answer.answer;
  return (
    <li className={classes.card}>
      <h2 className={classes.question}>{answer.question[language]}</h2>
      {estimate ? (
        <p className={classes.value}>
          {write(estimate.value, estimate.unit)}
          {estimate.unit === 'customers' ? <span className={classes.unit}> {t('customers')}</span> : null}
          {estimate.low !== null && estimate.high !== null ? (
            <span className={classes.unit}>
              {' '}
              {t('range', {
                low: write(estimate.low, estimate.unit),
                high: write(estimate.high, estimate.unit),
              })}
            </span>
          ) : null}
        </p>
      ) : (
        <p className={classes.missing}>
          <strong>{t('unknown')}</strong> {answer.missing?.[language]}
        </p>
      )}
      {answer.sentence ? <p className={classes.text}>{answer.sentence[language]}</p> : null}
      {answer.rows.length > 0 ? <Rows answer={answer} write={write} /> : null}
      <p className={classes.method}>
        {t('about', { population: answer.population[language] })} {answer.method[language]}
      </p>
      {answer.condition ? (
        <p className={classes.text}>
          <Link to="/segments/new" search={{ condition: answer.condition }} className="link">
            {t('list')}
          </Link>
        </p>
      ) : null}
    </li>
  );
}

function Rows(props: { answer: Answer; write: (value: number, unit: Estimate['unit']) => string }) {
  const { t } = useTranslation('questions');
  const format = useFormat();
  return (
    <div className={classes.scroller}>
      <table className={classes.rows}>
        <caption className="seen-by-readers-only">{props.answer.question[format.language]}</caption>
        <tbody>
          {props.answer.rows.map(({ label, customers, estimate, condition }) => (
            <tr key={label.en}>
              <th scope="row">{label[format.language]}</th>
              <td>
                {customers === null ? (
                  ''
                ) : condition === null ? (
                  format.number(customers)
                ) : (
                  <PeopleCount count={customers} to="/segments/new" search={{ condition }} />
                )}
              </td>
              <td>{estimate === null ? '–' : props.write(estimate.value, estimate.unit)}</td>
              <td className="soft small">
                {!estimate || estimate.low === null || estimate.high === null
                  ? ''
                  : t('range', {
                      ...{ low: props.write(estimate.low, estimate.unit) },
                      high: props.write(estimate.high, estimate.unit),
                    })}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
