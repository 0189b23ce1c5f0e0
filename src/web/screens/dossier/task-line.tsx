import { Button, Checkbox } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '#identify/dossier/api';
import { useFormat } from '../../data/use-format.ts';
import { useChangeTask } from './dossier.data.ts';
import classes from './dossier.module.css';

/** One task: a tick ends it, another opens it again; whose it is and by when. */
export function TaskLine(props: { task: Task; may: boolean; about?: ReactNode }) {
  const { t } = useTranslation('dossier');
  const format = useFormat();
  const change = useChangeTask();
  const { task } = props;
  const { taskId } = task;
  const isOpen = task.state === 'open';
  const isLate = isOpen && task.dueOn !== null && task.dueOn < new Date().toISOString().slice(0, 10);
  const due =
    task.dueOn === null ? undefined : t(isLate ? 'late' : 'dueOn', { date: format.date(task.dueOn) });
  return (
    <li data-state={task.state} data-late={isLate}>
      <Checkbox
        size="xs"
        checked={!isOpen}
        disabled={!props.may || change.isPending}
        aria-label={t('done', { title: task.title })}
        onChange={() => change.mutate({ taskId, state: isOpen ? 'done' : 'open' })}
      />
      <span>
        <span className={classes.title}>{task.title}</span>
        <span className={classes.by}>
          {props.about}
          {isOpen ? <span>{task.owner.name}</span> : null}
          {isOpen && due ? <span className={classes.due}>{due}</span> : null}
          {!isOpen && task.endedAt !== null ? (
            <span>
              {task.state === 'dropped' ? `${t('dropped')}, ` : ''}
              {t('endedBy', { name: task.endedBy ?? '', date: format.relative(task.endedAt) })}
            </span>
          ) : null}
        </span>
      </span>
      {isOpen && props.may ? (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onClick={() => change.mutate({ taskId, state: 'dropped' })}
        >
          {t('drop')}
        </Button>
      ) : null}
    </li>
  );
}
