import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { RequestReply } from '#identify/requests/api';
import { Facts } from '../../components/facts.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { RequestActs } from './request-acts.tsx';
import { RequestSteps } from './request-steps.tsx';
import { useRequest } from './requests.data.ts';
import classes from './requests.module.css';
import { useRequestWords } from './use-request-words.ts';

/** One request: whom it is about, until when, what was done, and what can still be done. */
export function RequestDetail({ requestId }: { requestId: number }) {
  const found = useRequest(requestId);
  if (found.error) return <ProblemNote thrown={found.error} again={() => void found.refetch()} />;
  if (found.data === undefined) return null;
  return (
    <div className={classes.form}>
      <RequestFacts request={found.data} />
      <RequestActs request={found.data} />
      <RequestSteps request={found.data} />
    </div>
  );
}

function RequestFacts({ request }: { request: RequestReply }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const said = useRequestWords()(request.details);
  const who =
    request.customerName === null ? (
      t('nobody', { id: request.customerId })
    ) : (
      <Link to="/clients/$id" params={{ id: String(request.customerId) }} search={{}} className="link">
        {request.customerName}
      </Link>
    );
  const rows: (readonly [string, ReactNode])[] = [
    [t('who'), who],
    [t('kind'), t(`kinds.${request.kind}`)],
    ...said,
    [t('state'), t(`states.${request.state}`)],
    [t('received'), format.date(request.receivedOn)],
    [t('due'), format.date(request.dueOn)],
    [t('owner'), request.owner ?? t('noOwner')],
  ];
  return (
    <>
      <Facts rows={rows} />
      {request.extendedBecause === null ? null : (
        <p className="soft small">{t('extended', { because: request.extendedBecause })}</p>
      )}
    </>
  );
}
