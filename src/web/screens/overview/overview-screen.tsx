import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Overview } from '#evaluate/dashboards/api';
import { Empty } from '../../components/empty.tsx';
import { LinkButton } from '../../components/link-button.tsx';
import { Page, Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { request } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { MyTasks } from '../dossier/my-tasks.tsx';
import { ValuePyramid } from '../value/value-pyramid.tsx';
import { Loop } from './loop.tsx';
import classes from './overview.module.css';
import { OverviewFigures } from './overview-figures.tsx';
import { ToDoList } from './to-do-list.tsx';

/** The first page: the base in four figures, the pyramid, what waits, and where the loop stands. */
export function OverviewScreen() {
  const { t } = useTranslation('overview');
  const may = useMay();
  const format = useFormat();
  const overview = useQuery({
    queryKey: ['overview'],
    queryFn: ({ signal }) => request({ path: '/overview', shape: Overview, signal }),
    refetchInterval: 60_000,
  });
  const data = overview.data;
  return (
    <Page
      title={t('title')}
      sentence={t('sentence')}
      scope={data ? t('scope', { date: format.dateTime(data.at) }) : '\u00a0'}
    >
      {overview.error ? <ProblemNote thrown={overview.error} again={() => void overview.refetch()} /> : null}
      {data?.customers.known === 0 ? (
        <Empty
          title={t('first')}
          detail={t('firstHint')}
          action={may('imports:write') ? <LinkButton to="/sources/new">{t('import')}</LinkButton> : null}
        />
      ) : null}
      {data && data.customers.known > 0 ? <OverviewFigures overview={data} /> : null}
      {data ? (
        <div className={classes.columns}>
          {data.pyramid ? <Pyramid pyramid={data.pyramid} /> : null}
          <div>
            <Section title={t('todo')}>
              <ToDoList tasks={data.toDo} />
            </Section>
            <MyTasks />
          </div>
        </div>
      ) : null}
      {data ? (
        <Section title={t('loop')} aside={<span className="soft small">{t('week')}</span>}>
          <Loop states={data.loop} />
        </Section>
      ) : null}
    </Page>
  );
}

function Pyramid(props: { pyramid: NonNullable<Overview['pyramid']> }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { pyramid } = props;
  return (
    <Section
      title={t('pyramid')}
      aside={
        <Link to="/value" className="link small">
          {t('seeValue')}
        </Link>
      }
    >
      <ValuePyramid steps={pyramid.steps} currency={pyramid.currency} />
      {pyramid.withoutPurchase > 0 ? (
        <p className="soft small">
          {t('withoutPurchase', {
            count: pyramid.withoutPurchase,
            shown: format.number(pyramid.withoutPurchase),
          })}
        </p>
      ) : null}
    </Section>
  );
}
