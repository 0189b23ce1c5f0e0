import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Task } from '#identify/dossier/api';
import form from '../../components/form.module.css';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SideDrawer } from '../../components/side-drawer.tsx';
import { useMay } from '../../data/session.ts';
import { useAddTask, useTaskOwners } from './dossier.data.ts';
import classes from './dossier.module.css';
import { TaskLine } from './task-line.tsx';
import { useKey } from './use-key.ts';

/** What is to be done for a person, the most pressing first, then what was; `t` adds one. */
export function ClientTasks(props: { customerId: number; tasks: readonly Task[] }) {
  const { t } = useTranslation('dossier');
  const may = useMay()('customers:write');
  const [open, setOpen] = useState(false);
  useKey('t', () => (may ? setOpen(true) : undefined));
  return (
    <Section
      title={t('tasks')}
      aside={
        may ? (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => setOpen(true)}>
            {t('task')} <kbd className={classes.key}>t</kbd>
          </Button>
        ) : null
      }
    >
      {props.tasks.length === 0 ? <p className="soft small">{t('noTasks')}</p> : null}
      <ul className={classes.tasks}>
        {props.tasks.map((task) => (
          <TaskLine key={task.taskId} task={task} may={may} />
        ))}
      </ul>
      <SideDrawer title={t('task')} opened={open} onClose={() => setOpen(false)}>
        {open ? <AddTask customerId={props.customerId} onDone={() => setOpen(false)} /> : null}
      </SideDrawer>
    </Section>
  );
}

function AddTask(props: { customerId: number; onDone: () => void }) {
  const { t } = useTranslation('dossier');
  const [title, setTitle] = useState('');
  const [ownerId, setOwnerId] = useState('');
  const [dueOn, setDueOn] = useState('');
  const owners = useTaskOwners();
  const add = useAddTask(props.customerId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const owner = ownerId === '' ? {} : { ownerId: Number(ownerId) };
    add.mutate({ title: title.trim(), dueOn: dueOn || null, ...owner }, { onSuccess: props.onDone });
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('taskTitle')}
        data-autofocus
        required
        maxLength={300}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('owner')}
        value={ownerId}
        data={[
          { value: '', label: t('me') },
          ...(owners.data?.items ?? []).map((one) => ({ value: String(one.accountId), label: one.name })),
        ]}
        onChange={(event) => setOwnerId(event.currentTarget.value)}
      />
      <TextInput
        label={t('due')}
        type="date"
        value={dueOn}
        onChange={(event) => setDueOn(event.currentTarget.value)}
      />
      {add.isError ? <ProblemNote thrown={add.error} /> : null}
      <div className={form.buttons}>
        <Button type="submit" loading={add.isPending} disabled={title.trim() === ''}>
          {t('saveTask')}
        </Button>
      </div>
    </form>
  );
}
