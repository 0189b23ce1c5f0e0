import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EffectReport } from '#evaluate/effects/api';
import { Section } from '../../components/page.tsx';
import { Status } from '../../components/status.tsx';
import { useFormat } from '../../data/use-format.ts';
import { verdictTones } from './effect.ts';
import classes from './effects.module.css';
import { EffectMeasures } from './effect-measures.tsx';
import { EffectMoney } from './effect-money.tsx';
import { EffectNotes } from './effect-notes.tsx';

/** What a campaign changed: the finding in a sentence, the groups side by side, the money, and what to know of it. */
export function EffectReportView(props: { report: EffectReport; people?: (arm: string) => ReactNode }) {
  const { t, i18n } = useTranslation('effects');
  const format = useFormat();
  const { report } = props;
  const [arm, setArm] = useState(report.effects[0]?.arm);
  const effect = report.effects.find((one) => one.arm === arm) ?? report.effects[0];
  if (!effect) return <p className={classes.headline}>{report.refusal?.message}</p>;
  const language = i18n.language === 'en' ? 'en' : 'fr';
  return (
    <>
      {report.effects.length > 1 ? (
        <SegmentedControl
          aria-label={t('arm')}
          value={effect.arm}
          onChange={setArm}
          data={report.effects.map((one) => one.arm)}
          mb="md"
        />
      ) : null}
      <p className={classes.headline}>{effect.headline[language]}</p>
      <p className={classes.under}>
        <Status tone={verdictTones[effect.verdict]}>{t(`verdicts.${effect.verdict}`)}</Status>
        <span>
          {[
            t('treatedCount', { count: effect.treated, shown: format.number(effect.treated) }),
            t('controlCount', { count: effect.control, shown: format.number(effect.control) }),
          ].join(', ')}
        </span>
        <span>{t('period', { from: format.date(report.from), until: format.date(report.until) })}</span>
      </p>
      {report.complete ? null : (
        <p className={classes.running}>{t('running', { until: format.date(report.until) })}</p>
      )}
      <Section title={t('measures')}>
        <EffectMeasures effect={effect} currency={report.currency} />
      </Section>
      <Section title={t('money')}>
        <EffectMoney effect={effect} currency={report.currency} />
      </Section>
      {props.people ? <Section title={t('people')}>{props.people(effect.arm)}</Section> : null}
      <Section title={t('toKnow')}>
        <EffectNotes effect={effect} report={report} />
      </Section>
    </>
  );
}
