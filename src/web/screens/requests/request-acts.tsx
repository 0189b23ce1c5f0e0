import { Button, Text, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestReply } from '#identify/requests/api';
import { ProblemNote } from '../../components/problem-note.tsx';
import { addressOf } from '../../data/request.ts';
import { meQuery, useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { useChangeRequest, useRefuseRequest, useRunRequest } from './requests.data.ts';
import classes from './requests.module.css';

/** What can be done about a request now: take charge, carry it out, give it more time, refuse it, fetch its archive. */
export function RequestActs({ request }: { request: RequestReply }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const may = useMay()('privacy:write');
  if (!may) return null;
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
          <CarryOut request={request} />
          <InWords request={request} />
        </>
      ) : null}
    </div>
  );
}

function CarryOut({ request }: { request: RequestReply }) {
  const { t } = useTranslation('requests');
  const { data: me } = useQuery(meQuery);
  const run = useRunRequest(request.requestId);
  const change = useChangeRequest(request.requestId);
  const carryOut = () =>
    request.kind === 'erasure'
      ? modals.openConfirmModal({
          title: t('eraseAsk'),
          children: <Text size="sm">{t('eraseMeans')}</Text>,
          labels: { confirm: t('erase'), cancel: t('cancel') },
          onConfirm: () => run.mutate(undefined),
        })
      : run.mutate(undefined);
  const thrown = run.error ?? change.error;
  return (
    <>
      <div className={classes.row}>
        <Button loading={run.isPending} onClick={carryOut}>
          {t(`run.${request.kind}`)}
        </Button>
        {me && request.owner !== me.name ? (
          <Button
            variant="default"
            loading={change.isPending}
            onClick={() => change.mutate({ owner: me.name })}
          >
            {t('takeOn')}
          </Button>
        ) : null}
      </div>
      {thrown ? <ProblemNote thrown={thrown} /> : null}
    </>
  );
}

/** What is written down about it: a note, a reason for more time, a reason for refusing. */
function InWords({ request }: { request: RequestReply }) {
  const { t } = useTranslation('requests');
  const change = useChangeRequest(request.requestId);
  const refuse = useRefuseRequest(request.requestId);
  const [text, setText] = useState('');
  const thrown = change.error ?? refuse.error;
  const clear = { onSuccess: () => setText('') };
  const none = text.trim() === '';
  return (
    <>
      <TextInput
        w="100%"
        label={t('because')}
        description={t('noteHint')}
        value={text}
        maxLength={2000}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={classes.row}>
        <Button
          variant="default"
          disabled={none}
          loading={change.isPending}
          onClick={() => change.mutate({ note: text }, clear)}
        >
          {t('addNote')}
        </Button>
        <Button
          variant="default"
          disabled={none || request.extendedBecause !== null}
          loading={change.isPending}
          onClick={() => change.mutate({ extendBecause: text }, clear)}
        >
          {t('extend')}
        </Button>
        <Button
          variant="default"
          disabled={none}
          loading={refuse.isPending}
          onClick={() => refuse.mutate({ because: text }, clear)}
        >
          {t('refuse')}
        </Button>
      </div>
      {thrown ? <ProblemNote thrown={thrown} /> : null}
    </>
  );
}
