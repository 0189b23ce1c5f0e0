import { useTranslation } from 'react-i18next';
import type { LawRule, PermissionRules, SoftOptIn } from '#identify/consent/api';
import type { Tone } from '../../components/status.tsx';
import { useFormat } from '../../data/use-format.ts';
import { useConsentSubject } from '../clients/use-consent-words.ts';

type State = 'now' | 'later' | 'over';
const tones: Record<State, Tone> = { now: 'good', later: 'waiting', over: 'quiet' };

/** The rules of permission in the reader's words: about what, what they say, for when, and how they stand today. */
export function useRuleWords() {
  const { t } = useTranslation('rules');
  const format = useFormat();
  const subjectOf = useConsentSubject();
  const today = new Date().toISOString().slice(0, 10);
  const period = ({ from, until }: LawRule) => {
    if (from === null && until === null) return t('period.always');
    if (until === null) return t('period.from', { from: format.date(from ?? '') });
    if (from === null) return t('period.until', { until: format.date(until) });
    return t('period.both', { from: format.date(from), until: format.date(until) });
  };
  const law = (rule: LawRule) => {
    const basis = t(`basis.${rule.basis}`);
    return rule.exceptDuringContract ? t('unlessContract', { basis }) : basis;
  };
  const state = ({ from, until }: LawRule): { tone: Tone; words: string } => {
    const stands: State = until !== null && until < today ? 'over' : (from ?? '') > today ? 'later' : 'now';
    return { tone: tones[stands], words: t(`state.${stands}`) };
  };
  const soft = ({ months }: SoftOptIn) => t('ownCustomer', { count: months });
  const line = (subject: string, says: string) => t('line', { subject, says });
  /** Each rule in one line, to tell versions apart. */
  const lines = (rules: PermissionRules) => [
    ...rules.law.map((rule) =>
      [line(subjectOf({ ...rule, brand: '' }), `${law(rule)}, ${period(rule)}`), rule.reference]
        .filter(Boolean)
        .join(' · '),
    ),
    ...rules.softOptIn.map((rule) => line(subjectOf(rule), soft(rule))),
  ];
  return { subjectOf, period, law, state, soft, lines };
}
