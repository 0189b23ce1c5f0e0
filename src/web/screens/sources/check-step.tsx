import { Button, Checkbox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckReply, Mapping } from '#identify/sources/api';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useCheck, useStartImport } from './sources.data.ts';
import classes from './sources.module.css';

/** Steps 3 and 4: what the first lines would give and which would be refused, then the run as a job. */
export function CheckStep(props: { fileId: string; mapping: Mapping | undefined }) {
  const { t } = useTranslation('sources');
  const [mapping] = useDebouncedValue(props.mapping, 400);
  const check = useCheck(props.fileId, mapping);
  return (
    <>
      <Section title={`3. ${t('wizard.check')}`}>
        {props.mapping === undefined ? <p className="soft">{t('wizard.checkWait')}</p> : null}
        {check.error ? <ProblemNote thrown={check.error} /> : null}
        {check.data && props.mapping ? <Checked check={check.data} /> : null}
      </Section>
      {props.mapping ? <Run fileId={props.fileId} mapping={props.mapping} /> : null}
    </>
  );
}

function Checked(props: { check: CheckReply }) {
  const { t } = useTranslation('sources');
  const format = useFormat();
  const { check } = props;
  return (
    <>
      <p role="status">
        <strong>
          {t('wizard.looked', {
            read: t('tally.lines', { count: check.read, shown: format.number(check.read) }),
            accepted: t('tally.would', { count: check.accepted, shown: format.number(check.accepted) }),
            rejected: t('tally.rejected', { count: check.rejected, shown: format.number(check.rejected) }),
          })}
        </strong>{' '}
        <span className="soft">{check.whole ? t('wizard.whole') : t('wizard.part')}</span>
      </p>
      {check.problems.length === 0 ? (
        <p>{t('wizard.nothingWrong')}</p>
      ) : (
        <table className={classes.columns}>
          <caption>{t('wizard.firstRejects')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('line')}</th>
              <th scope="col">{t('column')}</th>
              <th scope="col">{t('content')}</th>
              <th scope="col">{t('reason')}</th>
            </tr>
          </thead>
          <tbody>
            {check.problems.map((problem) => (
              <tr key={`${problem.line}-${problem.column ?? ''}-${problem.code}`}>
                <th scope="row">{format.number(problem.line)}</th>
                <td>{problem.column}</td>
                <td className={classes.samples}>{problem.value}</td>
                <td>{problem.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Run(props: { fileId: string; mapping: Mapping }) {
  const { t } = useTranslation('sources');
  const navigate = useNavigate();
  const [dropRepeats, setDropRepeats] = useState(false);
  const start = useStartImport();
  const run = (dryRun: boolean) =>
    start.mutate(
      { fileId: props.fileId, mapping: props.mapping, dryRun, dropRepeats },
      {
        onSuccess: ({ importId }) => void navigate({ to: '/sources/$id', params: { id: String(importId) } }),
      },
    );
  return (
    <Section title={`4. ${t('wizard.run')}`}>
      {start.error ? <ProblemNote thrown={start.error} /> : null}
      <div className={classes.run}>
        <Checkbox
          label={t('wizard.dropRepeats')}
          checked={dropRepeats}
          onChange={(event) => setDropRepeats(event.currentTarget.checked)}
        />
        <div>
          <Button size="md" mr="sm" loading={start.isPending} onClick={() => run(false)}>
            {t('wizard.run')}
          </Button>
          <Button size="md" variant="default" disabled={start.isPending} onClick={() => run(true)}>
            {t('wizard.dry')}
          </Button>
        </div>
        <p className="soft small">{t('wizard.runHint')}</p>
      </div>
    </Section>
  );
}
