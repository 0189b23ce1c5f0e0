import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Section } from '../../components/page.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useMyTasks } from './dossier.data.ts';
import classes from './dossier.module.css';
import { TaskLine } from './task-line.tsx';

/** What the signed-in person has to do for customers; nothing is shown when there is nothing. */
export function MyTasks() {
  const { t } = useTranslation('dossier');
  const format = useFormat();
  const may = useMay();
  const tasks = useMyTasks(may('customers:read'));
  if (!tasks.data || tasks.data.total === 0) return null;
  const { items, total } = tasks.data;
  const more = total - items.length;
  return (
    <Section title={t('mine')}>
      <ul className={classes.tasks}>
        {items.map((task) => (
          <TaskLine
            key={task.taskId}
            task={task}
            may={may('customers:write')}
            about={
              <Link to="/clients/$id" params={{ id: String(task.customerId) }} search={{}} className="link">
                {task.customerName ?? t('unnamed', { id: String(task.customerId) })}
              </Link>
            }
          />
        ))}
      </ul>
      {more > 0 ? (
        <p className="soft small">{t('more', { count: more, shown: format.number(more) })}</p>
      ) : null}
    </Section>
  );
}
