import { Button, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RetentionSettings } from '#identify/requests/api';
import form from '../../components/form.module.css';
import { Section } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { LetBack } from './let-back.tsx';
import classes from './privacy.module.css';
import { useRetention, useSaveRetention } from './privacy.data.ts';
import { RetentionReportPart } from './retention-report.tsx';

/** How long who is not heard of is kept; whom a purge would erase; and letting back who was erased. */
export function Retention() {
  const { t } = useTranslation('privacy');
  const settings = useRetention();
  const may = useMay()('privacy:write');
  return (
    <>
      <Section title={t('retention.limits')}>
        {settings.error ? (
          <ProblemNote thrown={settings.error} again={() => void settings.refetch()} />
        ) : settings.data ? (
          <Limits key={JSON.stringify(settings.data)} settings={settings.data} readOnly={!may} />
        ) : null}
      </Section>
      <Section title={t('retention.report')}>
        <RetentionReportPart />
      </Section>
      {may ? (
        <Section title={t('back.title')}>
          <LetBack />
        </Section>
      ) : null}
    </>
  );
}

function Limits(props: { settings: RetentionSettings; readOnly: boolean }) {
  const { t } = useTranslation('privacy');
  const [limits, setLimits] = useState(props.settings);
  const save = useSaveRetention();
  const months = (name: 'prospectMonths' | 'customerMonths') => (
    <NumberInput
      label={t(`retention.${name}`)}
      description={t(`retention.${name}Hint`)}
      placeholder={t('retention.forever')}
      suffix={t('retention.months')}
      {...{ min: 1, max: 240, allowDecimal: false, readOnly: props.readOnly }}
      value={limits[name] ?? ''}
      onChange={(value) => setLimits({ ...limits, [name]: typeof value === 'number' ? value : null })}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(limits);
      }}
    >
      <div className={classes.limits}>
        {months('prospectMonths')}
        {months('customerMonths')}
        <NumberInput
          label={t('retention.archiveDays')}
          description={t('retention.archiveDaysHint')}
          suffix={t('retention.days')}
          {...{ min: 1, max: 365, allowDecimal: false, readOnly: props.readOnly }}
          value={limits.archiveDays}
          onChange={(value) => typeof value === 'number' && setLimits({ ...limits, archiveDays: value })}
        />
      </div>
      <p className="soft small">{t('retention.sign')}</p>
      {save.error ? <ProblemNote thrown={save.error} /> : null}
      {props.readOnly ? null : (
        <div className={form.buttons}>
          <Button
            type="submit"
            variant="default"
            loading={save.isPending}
            disabled={JSON.stringify(limits) === JSON.stringify(props.settings)}
          >
            {t('retention.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
