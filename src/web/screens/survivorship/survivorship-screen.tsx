import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Survivorship, type SurvivorshipPart, survivorshipParts } from '#identify/customers/api';
import { Page } from '../../components/page.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useMay } from '../../data/session.ts';
import { useFormat } from '../../data/use-format.ts';
import { CircleTabs } from '../circles/circle-tabs.tsx';
import { PreviewPart } from './preview-part.tsx';
import { RuleChoice } from './rule-choice.tsx';
import { useApplyRules, useSurvivorship, useTryRules } from './survivorship.data.ts';
import classes from './survivorship.module.css';

/** By which rule each part of a customer's golden record is chosen; what another would change, before it does. */
export function SurvivorshipScreen() {
  const { t } = useTranslation('survivorship');
  const format = useFormat();
  const stored = useSurvivorship();
  const apply = useApplyRules();
  return (
    <Page above={<CircleTabs />} title={t('title')} sentence={t('sentence')}>
      {stored.error ? <ProblemNote thrown={stored.error} /> : null}
      {stored.data ? <Rules key={JSON.stringify(stored.data)} stored={stored.data} apply={apply} /> : null}
      {apply.error ? <ProblemNote thrown={apply.error} /> : null}
      {apply.data ? (
        <p role="status">
          {t('saved', { count: apply.data.unsettled, shown: format.number(apply.data.unsettled) })}
        </p>
      ) : null}
    </Page>
  );
}

const hinted = ['name', 'address', 'other'] as const;
const hintOf = (part: SurvivorshipPart) => hinted.find((one) => one === part);

function Rules({ stored, apply }: { stored: Survivorship; apply: ReturnType<typeof useApplyRules> }) {
  const { t } = useTranslation('survivorship');
  const may = useMay()('matching:write');
  const [rules, setRules] = useState(stored);
  const trial = useTryRules();
  const unfinished = survivorshipParts.some(
    (part) => rules[part].by === 'trusted' && trustedOf(rules[part]).length === 0,
  );
  return (
    <>
      <div className={classes.rules}>
        {survivorshipParts.map((part) => {
          const hint = hintOf(part);
          return (
            <section key={part} className={classes.part}>
              <div>
                <h2>{t(`parts.${part}`)}</h2>
                {hint ? <p className="soft small">{t(`hints.${hint}`)}</p> : null}
              </div>
              <RuleChoice
                part={part}
                rule={rules[part]}
                onChange={(rule) => setRules((now) => ({ ...now, [part]: rule }))}
              />
            </section>
          );
        })}
      </div>
      <div className={classes.buttons}>
        <Button
          variant="default"
          disabled={unfinished}
          loading={trial.isPending}
          onClick={() => trial.mutate(rules)}
        >
          {t('look')}
        </Button>
        {may ? (
          <Button
            disabled={unfinished || rules === stored}
            loading={apply.isPending}
            onClick={() => apply.mutate(rules)}
          >
            {t('save')}
          </Button>
        ) : null}
      </div>
      {may ? null : <p className="soft small">{t('readOnly')}</p>}
      {trial.error ? <ProblemNote thrown={trial.error} /> : null}
      {trial.data ? <PreviewPart preview={trial.data} /> : null}
    </>
  );
}

const trustedOf = (rule: Survivorship[SurvivorshipPart]) => (rule.by === 'trusted' ? rule.sources : []);
