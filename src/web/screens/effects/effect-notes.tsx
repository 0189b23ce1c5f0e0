import { useTranslation } from 'react-i18next';
import type { EffectReport } from '#evaluate/effects/api';
import { useFormat } from '../../data/use-format.ts';
import type { Effect } from './effect.ts';

/** What to know before believing a figure: coverage of costs, people left out, cautions, the method. */
export function EffectNotes(props: { effect: Effect; report: EffectReport }) {
  const { t, i18n } = useTranslation('effects');
  const format = useFormat();
  const { effect, report } = props;
  const measured = [effect.response, effect.orders, effect.netSales, effect.margin];
  const cautions = new Set(measured.flatMap((one) => ('refused' in one ? [] : [...one.difference.cautions])));
  const say = (caution: string) => {
    const known = `effects:cautions.${caution}`;
    return i18n.exists(known) ? i18n.t(known as never) : caution;
  };
  return (
    <ul>
      {report.costCoverage === null ? null : (
        <li>{t('coverage', { share: format.percent(report.costCoverage) })}</li>
      )}
      {report.crossed > 0 ? (
        <li>{t('crossed', { count: report.crossed, shown: format.number(report.crossed) })}</li>
      ) : null}
      {[...cautions].map((caution) => (
        <li key={caution}>{say(caution)}</li>
      ))}
      <li>{t('how', { level: format.percent(effect.response.difference.confidence, 0) })}</li>
    </ul>
  );
}
