import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ToDo } from '#evaluate/dashboards/api';
import { Status, type Tone } from '../../components/status.tsx';
import { useFormat } from '../../data/use-format.ts';
import classes from './overview.module.css';

const tones: Record<ToDo['kind'], Tone> = {
  'import-rejects': 'waiting',
  'import-failed': 'bad',
  reviews: 'waiting',
  'campaign-draft': 'waiting',
  'campaign-paused': 'waiting',
  'campaign-troubled': 'bad',
  'jobs-failed': 'bad',
  'value-never-computed': 'waiting',
};

/** What waits for somebody, each a link to where it is settled. */
export function ToDoList(props: { tasks: readonly ToDo[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  if (props.tasks.length === 0) return <p className="soft">{t('nothing')}</p>;
  return (
    <ul className={classes.todo}>
      {props.tasks.map((task) => (
        <li key={`${task.kind}-${task.id ?? ''}`}>
          <Link to={placeOf(task)} className={classes.task}>
            <Status tone={tones[task.kind]}>
              {t(`tasks.${task.kind}`, {
                count: task.count,
                shown: format.number(task.count),
                name: task.name ?? '',
              })}
            </Status>
          </Link>
          {task.at ? <span className="soft small nowrap">{format.relative(task.at)}</span> : null}
        </li>
      ))}
    </ul>
  );
}

function placeOf(task: ToDo): string {
  if (task.kind.startsWith('campaign-')) return `/campaigns/${task.id ?? ''}`;
  if (task.kind.startsWith('import-')) return `/sources/${task.id ?? ''}`;
  if (task.kind === 'reviews') return '/duplicates';
  return task.kind === 'value-never-computed' ? '/value' : '/';
}
