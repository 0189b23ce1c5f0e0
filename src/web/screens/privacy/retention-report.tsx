import { Button, NumberInput, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionReport } from '#identify/requests/api';
import { Empty } from '../../components/empty.tsx';
import form from '../../components/form.module.css';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useJob } from '../../data/jobs.ts';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import classes from './privacy.module.css';
import { usePurge, useReport } from './privacy.data.ts';

/** Whom a purge would erase, told before anything is; then the purge, for that very number. */
export function RetentionReportPart() {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const may = useMay()('privacy:write');
  const [asked, setAsked] = useState(false);
  const purge = usePurge();
  const job = useJob(purge.data?.jobId);
  const report = useReport(asked);
  const look = () => (asked ? void report.refetch() : setAsked(true));
  const { data } = report;
  return (
    <div className={classes.report}>
      <div className={form.buttons}>
        <Button variant="default" onClick={look} loading={report.isFetching}>
          {data ? t('retention.again') : t('retention.look')}
        </Button>
        {data ? (
          <span className="soft small">{t('retention.asOf', { when: format.dateTime(data.asOf) })}</span>
        ) : null}
      </div>
      {report.error ? <ProblemNote thrown={report.error} /> : null}
      {data === undefined ? null : data.rules.length === 0 ? (
        <Empty title={t('retention.noLimit')} detail={t('retention.noLimitHint')} />
      ) : (
        data.rules.map((rule) => <Rule key={rule.rule} rule={rule} />)
      )}
      {data && data.people > 0 && may ? (
        <Purge people={data.people} busy={purge.isPending} onPurge={() => purge.mutate(data.people)} />
      ) : null}
      {purge.error ? <ProblemNote thrown={purge.error} /> : null}
      {job.data ? (
        <p role="status" className="small">
          {job.data.state === 'done' ? t('retention.purged') : t('retention.purging')}
        </p>
      ) : null}
    </div>
  );
}

function Rule({ rule }: { rule: RetentionReport['rules'][number] }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  return (
    <div>
      <h3>{t(`retention.rules.${rule.rule}`, { count: rule.people, shown: format.number(rule.people) })}</h3>
      <p className="soft small">
        {t('retention.ruleHint', { count: rule.months, since: format.date(rule.silentSince) })}{' '}
        {rule.oldest === null ? null : t('retention.oldest', { when: format.date(rule.oldest) })}
      </p>
      {rule.sample.length > 0 ? (
        <ul className={classes.sample}>
          {rule.sample.map((one) => (
            <li key={one.customerId}>
              <Link to="/clients/$id" params={{ id: String(one.customerId) }} search={{}} className="link">
                {one.name ?? t('retention.unnamed', { id: one.customerId })}
              </Link>{' '}
              <span className="soft">{t('retention.lastHeard', { when: format.date(one.lastHeardOf) })}</span>
            </li>
          ))}
          {rule.people > rule.sample.length ? (
            <li className="soft">
              {t('retention.more', {
                count: rule.people - rule.sample.length,
                shown: format.number(rule.people - rule.sample.length),
              })}
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}

/** Nobody is erased by a slip: the number is typed, then asked once more. */
function Purge({ people, busy, onPurge }: { people: number; busy: boolean; onPurge: () => void }) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const [typed, setTyped] = useState<number | string>('');
  const shown = format.number(people);
  const ask = () =>
    modals.openConfirmModal({
      title: t('retention.purgeAsk', { count: people, shown }),
      children: <Text size="sm">{t('retention.purgeMeans')}</Text>,
      labels: { confirm: t('retention.purge'), cancel: t('cancel') },
      onConfirm: onPurge,
    });
  return (
    <div className={form.form}>
      <NumberInput
        label={t('retention.confirm', { shown })}
        allowDecimal={false}
        value={typed}
        onChange={setTyped}
        w={260}
      />
      <div className={form.buttons}>
        <Button onClick={ask} disabled={typed !== people} loading={busy}>
          {t('retention.purgeMany', { count: people, shown })}
        </Button>
      </div>
    </div>
  );
}
