import { Button, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestReply } from '#identify/requests/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { addressOf } from '../../data/request.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useChangeRequest, useRefuseRequest, useRequest, useRunRequest } from './requests.data.ts';
import classes from './requests.module.css';

/** One request: whom it is about, until when, what was done, and what can still be done. */
export function RequestDetail({ requestId }: { requestId: number }) {
  const found = useRequest(requestId);
  if (found.error) return <ProblemNote thrown={found.error} again={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  return (
    <div className={classes.form}>
      <Facts request={found.data} />
      <Acts request={found.data} />
      <Steps request={found.data} />
    </div>
  );
}

function Facts({ request }: { request: RequestReply }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const rows: [string, string][] = [
    [t('kind'), t(`kinds.${request.kind}`)],
    [t('state'), t(`states.${request.state}`)],
    [t('received'), format.date(request.receivedOn)],
    [t('due'), format.date(request.dueOn)],
    [t('owner'), request.owner ?? t('noOwner')],
  ];
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('who')}</dt>
        <dd>
          {request.customerName === null ? (
            t('nobody', { id: request.customerId })
          ) : (
            <Link to="/clients/$id" params={{ id: String(request.customerId) }} search={{}} className="link">
              {request.customerName}
            </Link>
          )}
        </dd>
        {rows.map(([name, value]) => (
          <div key={name} className={classes.fact}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {request.extendedBecause === null ? null : (
        <p className="soft small">{t('extended', { because: request.extendedBecause })}</p>
      )}
      {Object.keys(request.details).length === 0 ? null : <p className="small">{wordsOf(request.details)}</p>}
    </>
  );
}

/** Details as they were said: `email: new@example.org`. */
function wordsOf(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(', ');
}

function Acts({ request }: { request: RequestReply }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const may = useMay()('privacy:write');
  const run = useRunRequest(request.requestId);
  const change = useChangeRequest(request.requestId);
  const refuse = useRefuseRequest(request.requestId);
  const [because, setBecause] = useState('');
  if (!may) return null;
  const thrown = run.error ?? change.error ?? refuse.error;
  const carryOut = () =>
    request.kind === 'erasure'
      ? modals.openConfirmModal({
          title: t('eraseAsk'),
          children: <Text size="sm">{t('eraseMeans')}</Text>,
          labels: { confirm: t('erase'), cancel: t('cancel') },
          onConfirm: () => run.mutate(undefined),
        })
      : run.mutate(undefined);
  return (
    <div className={classes.form}>
      {request.archive?.kept ? (
        <Button
          component="a"
          href={addressOf(`/requests/${request.requestId}/archive`)}
          variant="default"
          download
        >
          {t('download', { size: format.bytes(request.archive.bytes) })}
        </Button>
      ) : null}
      {request.state === 'open' ? (
        <>
          <Button loading={run.isPending} onClick={carryOut}>
            {t(`run.${request.kind}`)}
          </Button>
          <TextInput
            label={t('because')}
            value={because}
            maxLength={2000}
            onChange={(event) => setBecause(event.currentTarget.value)}
          />
          <div className={classes.row}>
            <Button
              variant="default"
              disabled={because.trim() === '' || request.extendedBecause !== null}
              loading={change.isPending}
              onClick={() => change.mutate({ extendBecause: because }, { onSuccess: () => setBecause('') })}
            >
              {t('extend')}
            </Button>
            <Button
              variant="default"
              disabled={because.trim() === ''}
              loading={refuse.isPending}
              onClick={() => refuse.mutate({ because }, { onSuccess: () => setBecause('') })}
            >
              {t('refuse')}
            </Button>
          </div>
        </>
      ) : null}
      {thrown ? <ProblemNote thrown={thrown} /> : null}
    </div>
  );
}

/** What was done, by whom and when: the proof. */
function Steps({ request }: { request: RequestReply }) {
  const { t, i18n } = useTranslation('requests');
  const format = useFormat();
  const named = (act: string) =>
    i18n.exists(`requests:acts.${act}`) ? i18n.t(`requests:acts.${act}` as never) : act;
  return (
    <section>
      <h3>{t('proof')}</h3>
      <ol className={classes.steps}>
        {request.steps.map((step) => (
          <li key={`${step.act}-${step.at}`}>
            {named(step.act)}
            <span className="soft small">
              {' '}
              {step.by}, {format.dateTime(step.at)}
            </span>
          </li>
        ))}
      </ol>
      {request.archive === null ? null : (
        <p className="soft small">{t('sha', { sha: request.archive.sha256.slice(0, 16) })}</p>
      )}
    </section>
  );
}
